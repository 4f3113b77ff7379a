using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;

namespace LiveStyle.TestKit.Properties;

/// <summary>
/// Properties held against generated values, the same ones in every run and on every machine: what passes once doesn't fail for another's luck.
/// A failure is made smaller by CsCheck, which prints it with its seed.
/// </summary>
static class Property
{
    const int Times = 1000;

    /// <param name="values">What is generated.</param>
    /// <param name="property">Throws where it doesn't hold.</param>
    /// <param name="times">How many values.</param>
    /// <param name="name">Of the test; tests of different names see different values.</param>
    public static void Holds<T>(this Gen<T> values, Action<T> property, int times = Times, [CallerMemberName] string name = "")
    {
        var random = new PCG(StreamOf(name), 2026);
        for (int i = 0; i < times; i++)
        {
            string seed = random.ToString();
            T value = values.Generate(random, null, out _);
            try
            {
                property(value);
            }
            catch (Exception failure)
            {
                values.Sample(property, seed: seed, iter: Times, threads: 1);
                throw new InvalidOperationException($"value {i + 1} of {name} failed once and then passed (seed {seed}): {failure.Message}", failure);
            }
        }
    }

    /// <inheritdoc cref="Holds{T}"/>
    public static void Holds<T1, T2>(this Gen<(T1, T2)> values, Action<T1, T2> property, int times = Times, [CallerMemberName] string name = "") =>
        values.Holds(value => property(value.Item1, value.Item2), times, name);

    /// <inheritdoc cref="Holds{T}"/>
    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> values, Action<T1, T2, T3> property, int times = Times, [CallerMemberName] string name = "") =>
        values.Holds(value => property(value.Item1, value.Item2, value.Item3), times, name);

    /// <inheritdoc cref="Holds{T}"/>
    public static void Holds<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> values, Action<T1, T2, T3, T4> property, int times = Times, [CallerMemberName] string name = "") =>
        values.Holds(value => property(value.Item1, value.Item2, value.Item3, value.Item4), times, name);

    /// <summary>FNV-1a: .NET's own hash of a text differs in every run.</summary>
    static uint StreamOf(string name) => Encoding.UTF8.GetBytes(name).Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u)) >> 4;
}
