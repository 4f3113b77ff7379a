using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveStyle.Live.Control;

/// <summary>Something that a person or a program does at a desk, whatever it comes by: keys, a page, OSC, MIDI, a file.</summary>
/// <remarks>
/// Immutable, and compared by value. In JSON an object whose <c>do</c> names the command, beside its values: times are seconds, blends are
/// written as <see cref="Styles.Blend"/> says, and what may be left out may be null too.
/// <code>
/// {"do":"blend","blend":"munch-scream*0.6 + klimt-the-kiss*0.4","melt":2}
/// {"do":"weight","style":"munch-scream","weight":0.5,"melt":0}
/// {"do":"strength","strength":0.8,"melt":1}
/// {"do":"preset","name":"calm","melt":3}
/// {"do":"melt","seconds":1.5}
/// {"do":"steadiness","steadiness":0.5}                {"do":"stroke-size","size":1.5}
/// {"do":"privacy","on":true}                          {"do":"undo"}   {"do":"redo"}
/// {"do":"playlist","items":[{"preset":"calm","seconds":30,"melt":5},{"preset":"wild","seconds":8}],"loops":true}
/// {"do":"start-playlist"}   {"do":"pause-playlist"}   {"do":"stop-playlist"}   {"do":"next-preset"}   {"do":"previous-preset"}
/// {"do":"tap"}   {"do":"tempo","bpm":120}             {"do":"align-beat"}
/// {"do":"pulse","target":"strength","shape":"fall","depth":0.5,"beats":1}
/// {"do":"stop-pulse","target":"strength"}
/// </code>
/// </remarks>
public abstract record DeskCommand
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private protected DeskCommand()
    {
    }

    /// <summary>What it moves, where several of it in a row are one step to undo; null where each is a step.</summary>
    internal virtual string? Move => null;

    /// <summary>Reads a command.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="LiveStyleException">It is no command; one line says what there is, or what range a number has.</exception>
    public static DeskCommand Parse(JsonElement json) => CommandForms.Read(json);

    /// <summary>Reads a command from its text.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="LiveStyleException">It is no JSON, or no command.</exception>
    public static DeskCommand Parse(string json)
    {
        using JsonDocument document = JsonFields.Document(json, "the command");
        return Parse(document.RootElement);
    }

    /// <summary>Writes the object that <see cref="Parse(JsonElement)"/> reads back to an equal command.</summary>
    public void Write(Utf8JsonWriter writer) => CommandForms.Write(this, writer);

    /// <summary>Gives the object that <see cref="Parse(string)"/> reads back to an equal command.</summary>
    public string ToJson()
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Plain))
        {
            Write(writer);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
