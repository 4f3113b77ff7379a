using System.Text.Json;

namespace LiveStyle.Live.Control;

/// <summary>How one command is written in JSON.</summary>
/// <param name="Name">What <c>do</c> names it by.</param>
/// <param name="Type">The command.</param>
/// <param name="Fields">Its fields, beside <c>do</c>.</param>
/// <param name="Read">Makes it of its fields.</param>
/// <param name="Write">Writes its fields.</param>
sealed record CommandForm(string Name, Type Type, string[] Fields, Func<JsonFields, DeskCommand> Read, Action<DeskCommand, Utf8JsonWriter> Write)
{
    /// <summary>A command without values.</summary>
    public static CommandForm Of<T>(string name)
        where T : DeskCommand, new() => new(name, typeof(T), [], static _ => new T(), static (_, _) => { });

    public static CommandForm Of<T>(string name, string[] fields, Func<JsonFields, T> read, Action<T, Utf8JsonWriter> write)
        where T : DeskCommand => new(name, typeof(T), fields, read, (command, writer) => write((T)command, writer));
}
