using System.Numerics;

namespace LiveStyle.Sample.Scenes;

/// <summary>
/// A colonnade at dusk: a ring turns about a ball, boxes go around them, and the camera around all. Everything follows from the
/// time, so that a frame looks the same whenever it is drawn.
/// </summary>
sealed class Scene(MeshLibrary meshes)
{
    /// <summary>Toward the sun, as in scene.frag.</summary>
    static readonly Vector3 Sun = Vector3.Normalize(new Vector3(-0.55f, 0.62f, 0.38f));

    static readonly uint[] BoxColors = [0xD8452F, 0xE8A524, 0x2F9E8F, 0x3B62C4, 0xB04C9E, 0x7FB03A];

    /// <summary>Shapes of the time last shown: what, where, in which color.</summary>
    public List<(Mesh Mesh, Matrix4x4 Model, uint Paint)> Shapes { get; } = [];

    public Vector3 Eye { get; private set; }

    /// <summary>Moves everything to its place.</summary>
    /// <param name="seconds">Since the beginning.</param>
    public void Show(float seconds)
    {
        Shapes.Clear();
        float turn = 0.35f * seconds - 0.5f;
        Eye = new Vector3(9.2f * MathF.Sin(turn), 3.1f + 0.5f * MathF.Sin(seconds * 0.6f), 9.2f * MathF.Cos(turn));
        Shapes.Add((meshes.Sphere, Matrix4x4.CreateScale(150) * Matrix4x4.CreateTranslation(Eye), Paint(0, Surface.Sky)));
        Shapes.Add((meshes.Plane, Matrix4x4.CreateScale(160), Paint(0, Surface.Ground)));

        Vector3 center = new(0, 2.15f + 0.15f * MathF.Sin(seconds * 1.6f), 0);
        Add(meshes.Sphere, Matrix4x4.CreateScale(0.72f) * Matrix4x4.CreateRotationX(0.5f) * Matrix4x4.CreateRotationY(seconds) * Matrix4x4.CreateTranslation(center), 0xC8322B, Surface.Striped);
        Add(meshes.Torus, Matrix4x4.CreateScale(1.5f) * Matrix4x4.CreateRotationX(1.1f + seconds * 0.9f) * Matrix4x4.CreateRotationY(seconds * 0.5f) * Matrix4x4.CreateTranslation(center), 0xF0B32E);
        for (int i = 0; i < BoxColors.Length; i++)
        {
            float angle = i * MathF.Tau / BoxColors.Length - seconds * 0.7f;
            var place = new Vector3(3.7f * MathF.Cos(angle), 0.95f + 0.35f * MathF.Sin(seconds * 2 + i), 3.7f * MathF.Sin(angle));
            Add(meshes.Box, Matrix4x4.CreateFromYawPitchRoll(seconds * 1.3f + i, seconds + i, 0) * Matrix4x4.CreateTranslation(place), BoxColors[i]);
        }

        for (int i = 0; i < 12; i++)
        {
            (float sin, float cos) = MathF.SinCos((i + 0.5f) * MathF.Tau / 12);
            Matrix4x4 place = Matrix4x4.CreateTranslation(14 * cos, 0, 14 * sin);
            Add(meshes.Box, Matrix4x4.CreateScale(0.9f, 5, 0.9f) * Matrix4x4.CreateTranslation(0, 2.5f, 0) * place, 0xE6D9C4);
            Add(meshes.Box, Matrix4x4.CreateScale(1.5f, 0.4f, 1.5f) * Matrix4x4.CreateTranslation(0, 5.2f, 0) * place, 0xB98A6A);
            Add(meshes.Sphere, Matrix4x4.CreateScale(0.6f) * Matrix4x4.CreateTranslation(0, 5.95f, 0) * place, i % 2 == 0 ? 0x2E7FB5u : 0xD06A3Au);
        }
    }

    /// <param name="aspect">Width / height of the picture.</param>
    public Matrix4x4 ViewProjection(float aspect)
    {
        Matrix4x4 projection = Matrix4x4.CreatePerspectiveFieldOfView(0.9f, aspect, 0.2f, 200);

        // Vulkan's y points down.
        projection.M22 = -projection.M22;
        return Matrix4x4.CreateLookAt(Eye, new Vector3(0, 2.1f, 0), Vector3.UnitY) * projection;
    }

    /// <summary>A shape, and its shadow: the shape again, pressed onto the ground along the sun's rays.</summary>
    void Add(Mesh mesh, Matrix4x4 model, uint color, Surface surface = Surface.Plain)
    {
        const float Height = 0.02f;
        var press = Matrix4x4.CreateScale(1, 0, 1);
        press.M21 = -Sun.X / Sun.Y;
        press.M23 = -Sun.Z / Sun.Y;
        Shapes.Add((mesh, model, Paint(color, surface)));
        Shapes.Add((mesh, model * press * Matrix4x4.CreateTranslation(0, Height, 0), Paint(0, Surface.Shadow)));
    }

    /// <param name="color">0xRRGGBB in sRGB.</param>
    static uint Paint(uint color, Surface surface) =>
        (color >> 16) | (color & 0xFF00) | ((color & 0xFF) << 16) | ((uint)surface << 24);
}
