using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveStyle.Sample.Scenes;

/// <summary>What one draw is told; laid out as in Shaders/scene.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
struct Draw
{
    public Matrix4x4 ViewProjection;
    public Vector4 ModelX;
    public Vector4 ModelY;
    public Vector4 ModelZ;
    public Vector3 Eye;
    public uint Paint;
}

/// <summary>How the fragment shader colors a shape; the numbers are its own.</summary>
enum Surface
{
    Plain,
    Ground,
    Shadow,
    Sky,
    Striped,
}
