using System.Numerics;
using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Sample.Vulkan;
using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace LiveStyle.Sample.Scenes;

/// <summary>Draws the scene: nothing of LiveStyle is in here.</summary>
sealed unsafe class SceneRenderer : IDisposable
{
    public const Format ColorFormat = Format.R8G8B8A8Srgb;
    public const Format DepthFormat = Format.D32Sfloat;
    public const SampleCountFlags Samples = SampleCountFlags.Count4Bit;

    readonly Engine engine;
    readonly ScenePipeline pipeline;
    readonly EngineBuffer vertices;
    readonly EngineBuffer indices;
    readonly Scene scene;

    public SceneRenderer(Engine engine)
    {
        this.engine = engine;
        var meshes = new MeshLibrary();
        scene = new Scene(meshes);
        pipeline = new ScenePipeline(engine, ColorFormat, DepthFormat, Samples);
        vertices = Upload(meshes.Vertices, BufferUsageFlags.VertexBufferBit);
        indices = Upload(meshes.Indices, BufferUsageFlags.IndexBufferBit);
    }

    /// <summary>Records the scene as it is at a time. The targets are in attachment layouts.</summary>
    public void Record(CommandBuffer commands, FrameTargets targets, float seconds)
    {
        Begin(commands, targets);
        FrameSize size = targets.Size;
        var viewport = new Viewport(0, 0, size.Width, size.Height, 0, 1);
        var scissor = new Rect2D(default, new Extent2D((uint)size.Width, (uint)size.Height));
        Buffer buffer = vertices.Handle;
        ulong offset = 0;
        engine.Vk.CmdSetViewport(commands, 0, 1, &viewport);
        engine.Vk.CmdSetScissor(commands, 0, 1, &scissor);
        engine.Vk.CmdBindPipeline(commands, PipelineBindPoint.Graphics, pipeline.Handle);
        engine.Vk.CmdBindVertexBuffers(commands, 0, 1, &buffer, &offset);
        engine.Vk.CmdBindIndexBuffer(commands, indices.Handle, 0, IndexType.Uint32);
        scene.Show(seconds);
        Matrix4x4 view = scene.ViewProjection((float)size.Width / size.Height);
        foreach ((Mesh mesh, Matrix4x4 model, uint paint) in scene.Shapes)
        {
            var draw = new Draw
            {
                ViewProjection = view,
                ModelX = new Vector4(model.M11, model.M21, model.M31, model.M41),
                ModelY = new Vector4(model.M12, model.M22, model.M32, model.M42),
                ModelZ = new Vector4(model.M13, model.M23, model.M33, model.M43),
                Eye = scene.Eye,
                Paint = paint,
            };
            engine.Vk.CmdPushConstants(commands, pipeline.Layout, ShaderStageFlags.VertexBit | ShaderStageFlags.FragmentBit, 0, (uint)sizeof(Draw), &draw);
            engine.Vk.CmdDrawIndexed(commands, (uint)mesh.IndexCount, 1, (uint)mesh.FirstIndex, mesh.FirstVertex, 0);
        }

        engine.Vk.CmdEndRendering(commands);
    }

    public void Dispose()
    {
        indices.Dispose();
        vertices.Dispose();
        pipeline.Dispose();
    }

    void Begin(CommandBuffer commands, FrameTargets targets)
    {
        var color = new RenderingAttachmentInfo
        {
            SType = StructureType.RenderingAttachmentInfo,
            ImageView = targets.Samples.View,
            ImageLayout = ImageState.ColorAttachment.Layout,
            ResolveMode = ResolveModeFlags.AverageBit,
            ResolveImageView = targets.Scene.View,
            ResolveImageLayout = ImageState.ColorAttachment.Layout,
            LoadOp = AttachmentLoadOp.Clear,
            StoreOp = AttachmentStoreOp.DontCare,
        };
        var depth = new RenderingAttachmentInfo
        {
            SType = StructureType.RenderingAttachmentInfo,
            ImageView = targets.Depth.View,
            ImageLayout = ImageState.DepthAttachment.Layout,
            LoadOp = AttachmentLoadOp.Clear,
            StoreOp = AttachmentStoreOp.DontCare,
            ClearValue = new ClearValue { DepthStencil = new ClearDepthStencilValue(1) },
        };
        var rendering = new RenderingInfo
        {
            SType = StructureType.RenderingInfo,
            RenderArea = new Rect2D(default, new Extent2D((uint)targets.Size.Width, (uint)targets.Size.Height)),
            LayerCount = 1,
            ColorAttachmentCount = 1,
            PColorAttachments = &color,
            PDepthAttachment = &depth,
        };
        engine.Vk.CmdBeginRendering(commands, &rendering);
    }

    EngineBuffer Upload<T>(T[] values, BufferUsageFlags usage)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes<T>(values);
        var buffer = new EngineBuffer(engine, bytes.Length, usage);
        bytes.CopyTo(buffer.Bytes);
        return buffer;
    }
}
