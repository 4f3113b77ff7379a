using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveStyle.Sample.Scenes;

/// <summary>A corner of a triangle, as scene.vert takes it.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly record struct Vertex(Vector3 Position, Vector3 Normal);
