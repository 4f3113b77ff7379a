using System.CommandLine;

namespace LiveStyle.Training.Commands;

/// <summary>An option with a usual value, which the help shows.</summary>
static class DefaultedOption
{
    public static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
