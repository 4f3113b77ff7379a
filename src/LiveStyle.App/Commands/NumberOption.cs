using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace LiveStyle.App.Commands;

/// <summary>An option that takes a number, with a point and never a comma, and says so of what is none.</summary>
static class NumberOption
{
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="cure">What to give: "1 or more".</param>
    public static Option<T?> Create<T>(string name, string description, string cure)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "NUMBER",
            CustomParser = result =>
            {
                if (T.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out T value))
                {
                    return value;
                }

                result.AddError($"{name} {result.Tokens[0].Value}: give {cure}");
                return null;
            },
        };
}
