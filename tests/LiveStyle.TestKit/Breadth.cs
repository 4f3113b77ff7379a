namespace LiveStyle.TestKit;

/// <summary>How many cases a test tries that draws them at random or scales a length: few by default, all where the environment asks for it.</summary>
/// <remarks>The hard rounds of the build ask for all. Each test holds whatever the number; seeds count from the same begin.</remarks>
public static class Breadth
{
    /// <summary>The variable that asks for all, by the value "broad".</summary>
    public const string Variable = "LIVESTYLE_TESTS";

    static readonly bool IsBroad = Environment.GetEnvironmentVariable(Variable) == "broad";

    /// <summary>Chooses a number of cases.</summary>
    public static int Of(int few, int all) => IsBroad ? all : few;
}
