using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Sample.Vulkan;
using LiveStyle.Styles;

namespace LiveStyle.Sample;

/// <summary>What the command line asks for.</summary>
sealed record SampleOptions
{
    public const string Help = """
        livestyle-engine-sample [options]: a small Vulkan engine that restyles its own frames

          --style BLEND    the first frame's style; marc-red-and-blue-horse
          --to BLEND       the last frame's style; picabia-edtaonisl
          --model NAME     the bundle, by name or path; live
          --size WxH       of the frames; 640x360
          --frames N       ends after that many; without it a window stays until it is closed
          --headless       no window: writes frame-0001.png, and plain-0001.png without LiveStyle, …
          --out DIR        where to; engine-frames
          --validate       turns Vulkan's validation layer on; whatever it says ends in exit code 1
        """;

    public Blend Style { get; init; } = new("marc-red-and-blue-horse");

    public Blend To { get; init; } = new("picabia-edtaonisl");

    public string Model { get; init; } = "live";

    public FrameSize Size { get; init; } = new(640, 360);

    public int? Frames { get; init; }

    public bool IsHeadless { get; init; }

    public string Folder { get; init; } = "engine-frames";

    public bool Validates { get; init; }

    /// <exception cref="LiveStyleException">An option is unknown, or its value is none.</exception>
    public static SampleOptions Read(ReadOnlySpan<string> arguments)
    {
        var options = new SampleOptions();
        while (arguments is [var name, .. var rest])
        {
            bool isSwitch = !name.StartsWith("--", StringComparison.Ordinal) || name is "--headless" or "--validate";
            string value = isSwitch ? "" : rest is [var given, ..] ? given : throw new EngineException($"no value follows {name}; --help shows how it is used");
            options = name switch
            {
                "--headless" => options with { IsHeadless = true },
                "--validate" => options with { Validates = true },
                "--style" => options with { Style = Blend.Parse(value) },
                "--to" => options with { To = Blend.Parse(value) },
                "--model" => options with { Model = value },
                "--size" => options with { Size = ReadSize(value) },
                "--frames" => options with { Frames = ReadCount(value, "--frames takes a number from 1 up, such as 120") },
                "--out" => options with { Folder = value },
                _ => throw new EngineException($"there is no option '{name}'; --help shows those that are"),
            };
            arguments = isSwitch ? rest : rest[1..];
        }

        return options;
    }

    static FrameSize ReadSize(string text)
    {
        const string Cure = "--size takes width x height, 16 to 16384 each, such as 640x360";
        return text.Split('x') is [var width, var height] && new FrameSize(ReadCount(width, Cure), ReadCount(height, Cure)) is { Width: >= 16 and <= 16384, Height: >= 16 and <= 16384 } size
            ? size
            : throw new EngineException(Cure);
    }

    static int ReadCount(string text, string cure) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : throw new EngineException(cure);
}
