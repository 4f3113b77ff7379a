using System.Numerics;

namespace LiveStyle.Sample.Scenes;

/// <summary>The scene's shapes, made in code: triangles with a normal at each corner.</summary>
sealed class MeshLibrary
{
    readonly List<Vertex> vertices = [];
    readonly List<uint> indices = [];

    public MeshLibrary()
    {
        Plane = Surface(1, 1, (u, v) => new Vertex(new Vector3(u - 0.5f, 0, v - 0.5f), Vector3.UnitY));
        Sphere = Surface(48, 24, (u, v) =>
        {
            Vector3 direction = Spherical(u, v);
            return new Vertex(direction, direction);
        });
        Torus = Surface(72, 28, (u, v) =>
        {
            (float sin, float cos) = MathF.SinCos(u * MathF.Tau);
            (float height, float outward) = MathF.SinCos(v * MathF.Tau);
            var normal = new Vector3(cos * outward, height, sin * outward);
            return new Vertex(new Vector3(cos, 0, sin) + normal * 0.34f, normal);
        });
        Box = AddBox();
    }

    /// <summary>1×1, facing up.</summary>
    public Mesh Plane { get; }

    /// <summary>Of radius 1.</summary>
    public Mesh Sphere { get; }

    /// <summary>Of radius 1 to the middle of its tube, lying flat.</summary>
    public Mesh Torus { get; }

    /// <summary>1×1×1.</summary>
    public Mesh Box { get; }

    public Vertex[] Vertices => [.. vertices];

    public uint[] Indices => [.. indices];

    static Vector3 Spherical(float u, float v)
    {
        (float sin, float cos) = MathF.SinCos(u * MathF.Tau);
        (float ring, float height) = MathF.SinCos(v * MathF.PI);
        return new Vector3(ring * cos, height, ring * sin);
    }

    /// <summary>A grid of columns × rows cells over u and v in 0…1.</summary>
    Mesh Surface(int columns, int rows, Func<float, float, Vertex> at)
    {
        int firstIndex = indices.Count, firstVertex = vertices.Count;
        AddGrid(columns, rows, at);
        return new Mesh(firstIndex, indices.Count - firstIndex, firstVertex);
    }

    Mesh AddBox()
    {
        int firstIndex = indices.Count, firstVertex = vertices.Count;
        foreach (Vector3 normal in (ReadOnlySpan<Vector3>)[Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ, -Vector3.UnitX, -Vector3.UnitY, -Vector3.UnitZ])
        {
            var right = new Vector3(normal.Y, normal.Z, normal.X);
            Vector3 up = Vector3.Cross(normal, right);
            AddGrid(1, 1, (u, v) => new Vertex(normal / 2 + right * (u - 0.5f) + up * (v - 0.5f), normal), firstVertex);
        }

        return new Mesh(firstIndex, indices.Count - firstIndex, firstVertex);
    }

    void AddGrid(int columns, int rows, Func<float, float, Vertex> at, int? firstVertex = null)
    {
        int first = vertices.Count - (firstVertex ?? vertices.Count);
        for (int row = 0; row <= rows; row++)
        {
            for (int column = 0; column <= columns; column++)
            {
                vertices.Add(at((float)column / columns, (float)row / rows));
                if (row < rows && column < columns)
                {
                    uint corner = (uint)(first + row * (columns + 1) + column), below = corner + (uint)columns + 1;
                    indices.AddRange([corner, below, corner + 1, corner + 1, below, below + 1]);
                }
            }
        }
    }
}
