using System.CommandLine;
using System.Globalization;

namespace LiveStyle.App.Commands;

/// <summary>How far pictures hold still over time.</summary>
static class SteadinessOption
{
    const string Name = "--steadiness", Cure = "a number from 0 (each picture by itself) to 1";

    static readonly Option<double?> Value = NumberOption.Create<double>(
        Name, "0 to 1: how far the picture holds still over time; the higher, the less it flickers; 0 by default", Cure);

    /// <summary>For a command's list of options.</summary>
    public static Option Option => Value;

    /// <summary>Null for not at all.</summary>
    /// <exception cref="UsageException">It is outside 0 to 1.</exception>
    public static double? Read(ParseResult parsed) => parsed.GetValue(Value) switch
    {
        null or 0 => null,
        > 0 and <= 1 and var steadiness => steadiness,
        var other => throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{Name} {other}: give {Cure}")),
    };
}
