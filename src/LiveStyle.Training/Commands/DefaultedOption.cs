using System.CommandLine;
using System.Globalization;

namespace LiveStyle.Training.Commands;

/// <summary>An option with a usual value, which the help shows in brackets.</summary>
static class DefaultedOption
{
    public static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"{description} [{value}]"),
        DefaultValueFactory = _ => value,
    };
}
