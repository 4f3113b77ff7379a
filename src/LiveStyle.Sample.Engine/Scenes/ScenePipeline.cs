using LiveStyle.Sample.Vulkan;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Scenes;

/// <summary>The engine's one graphics pipeline, for dynamic rendering into color (multisampled) and depth.</summary>
sealed unsafe class ScenePipeline : IDisposable
{
    readonly Engine engine;

    public ScenePipeline(Engine engine, Format color, Format depth, SampleCountFlags samples)
    {
        this.engine = engine;
        var pushed = new PushConstantRange(ShaderStageFlags.VertexBit | ShaderStageFlags.FragmentBit, 0, (uint)sizeof(Draw));
        var createLayout = new PipelineLayoutCreateInfo { SType = StructureType.PipelineLayoutCreateInfo, PushConstantRangeCount = 1, PPushConstantRanges = &pushed };
        PipelineLayout layout;
        engine.Vk.CreatePipelineLayout(engine.Device, &createLayout, null, &layout).Check("create a pipeline layout");
        Layout = layout;
        Handle = Create(color, depth, samples);
    }

    public Pipeline Handle { get; }

    public PipelineLayout Layout { get; }

    public void Dispose()
    {
        engine.Vk.DestroyPipeline(engine.Device, Handle, null);
        engine.Vk.DestroyPipelineLayout(engine.Device, Layout, null);
    }

    Pipeline Create(Format color, Format depth, SampleCountFlags samples)
    {
        ShaderModule vertex = Load("scene.vert"), fragment = Load("scene.frag");
        VertexInputAttributeDescription* attributes = stackalloc VertexInputAttributeDescription[]
        {
            new(0, 0, Format.R32G32B32Sfloat, 0), new(1, 0, Format.R32G32B32Sfloat, 12),
        };
        var binding = new VertexInputBindingDescription(0, (uint)sizeof(Vertex), VertexInputRate.Vertex);
        var input = new PipelineVertexInputStateCreateInfo
        {
            SType = StructureType.PipelineVertexInputStateCreateInfo,
            VertexBindingDescriptionCount = 1,
            PVertexBindingDescriptions = &binding,
            VertexAttributeDescriptionCount = 2,
            PVertexAttributeDescriptions = attributes,
        };
        var assembly = new PipelineInputAssemblyStateCreateInfo { SType = StructureType.PipelineInputAssemblyStateCreateInfo, Topology = PrimitiveTopology.TriangleList };
        var viewport = new PipelineViewportStateCreateInfo { SType = StructureType.PipelineViewportStateCreateInfo, ViewportCount = 1, ScissorCount = 1 };
        var raster = new PipelineRasterizationStateCreateInfo { SType = StructureType.PipelineRasterizationStateCreateInfo, CullMode = CullModeFlags.None, LineWidth = 1 };
        var multisample = new PipelineMultisampleStateCreateInfo { SType = StructureType.PipelineMultisampleStateCreateInfo, RasterizationSamples = samples };
        var test = new PipelineDepthStencilStateCreateInfo
        {
            SType = StructureType.PipelineDepthStencilStateCreateInfo, DepthTestEnable = true, DepthWriteEnable = true, DepthCompareOp = CompareOp.Less,
        };
        var channels = new PipelineColorBlendAttachmentState
        {
            ColorWriteMask = ColorComponentFlags.RBit | ColorComponentFlags.GBit | ColorComponentFlags.BBit | ColorComponentFlags.ABit,
        };
        var blend = new PipelineColorBlendStateCreateInfo { SType = StructureType.PipelineColorBlendStateCreateInfo, AttachmentCount = 1, PAttachments = &channels };
        DynamicState* changing = stackalloc DynamicState[] { DynamicState.Viewport, DynamicState.Scissor };
        var dynamic = new PipelineDynamicStateCreateInfo { SType = StructureType.PipelineDynamicStateCreateInfo, DynamicStateCount = 2, PDynamicStates = changing };
        var rendering = new PipelineRenderingCreateInfo
        {
            SType = StructureType.PipelineRenderingCreateInfo, ColorAttachmentCount = 1, PColorAttachmentFormats = &color, DepthAttachmentFormat = depth,
        };
        fixed (byte* main = "main\0"u8)
        {
            PipelineShaderStageCreateInfo* stages = stackalloc PipelineShaderStageCreateInfo[]
            {
                new() { SType = StructureType.PipelineShaderStageCreateInfo, Stage = ShaderStageFlags.VertexBit, Module = vertex, PName = main },
                new() { SType = StructureType.PipelineShaderStageCreateInfo, Stage = ShaderStageFlags.FragmentBit, Module = fragment, PName = main },
            };
            var create = new GraphicsPipelineCreateInfo
            {
                SType = StructureType.GraphicsPipelineCreateInfo,
                PNext = &rendering,
                StageCount = 2,
                PStages = stages,
                PVertexInputState = &input,
                PInputAssemblyState = &assembly,
                PViewportState = &viewport,
                PRasterizationState = &raster,
                PMultisampleState = &multisample,
                PDepthStencilState = &test,
                PColorBlendState = &blend,
                PDynamicState = &dynamic,
                Layout = Layout,
            };
            Pipeline pipeline;
            engine.Vk.CreateGraphicsPipelines(engine.Device, default, 1, &create, null, &pipeline).Check("create the scene's pipeline");
            engine.Vk.DestroyShaderModule(engine.Device, vertex, null);
            engine.Vk.DestroyShaderModule(engine.Device, fragment, null);
            return pipeline;
        }
    }

    ShaderModule Load(string name)
    {
        using Stream resource = typeof(ScenePipeline).Assembly.GetManifestResourceStream(name + ".spv")!;
        var code = new byte[resource.Length];
        resource.ReadExactly(code);
        fixed (byte* bytes = code)
        {
            var create = new ShaderModuleCreateInfo { SType = StructureType.ShaderModuleCreateInfo, CodeSize = (nuint)code.Length, PCode = (uint*)bytes };
            ShaderModule module;
            engine.Vk.CreateShaderModule(engine.Device, &create, null, &module).Check($"load {name}");
            return module;
        }
    }
}
