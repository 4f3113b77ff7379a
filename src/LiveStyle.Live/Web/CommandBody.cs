using System.Text.Json;
using LiveStyle.Live.Control;
using LiveStyle.Live.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace LiveStyle.Live.Web;

/// <summary>Reads what requests and messages ask for.</summary>
static class CommandBody
{
    /// <summary>Commands that one request may hold.</summary>
    public const int MostCommands = 100;

    /// <summary>Reads a request's body as JSON, whatever type it says it has.</summary>
    /// <exception cref="LiveStyleException">It is none.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request)
    {
        try
        {
            return Readable(await JsonDocument.ParseAsync(request.Body, ControlJson.Reading, request.HttpContext.RequestAborted).ConfigureAwait(false));
        }
        catch (JsonException failure)
        {
            throw NoJson(failure);
        }
    }

    /// <summary>Reads one message as JSON.</summary>
    /// <exception cref="LiveStyleException">It is none.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            return Readable(JsonDocument.Parse(message, ControlJson.Reading));
        }
        catch (JsonException failure)
        {
            throw NoJson(failure);
        }
    }

    /// <summary>Does one command, or a list of them: none where one of them is no command.</summary>
    /// <exception cref="LiveStyleException">A command is none, or can't be done; those before it are done then, and the message says so.</exception>
    public static DeskState Do(LiveDesk desk, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
        {
            return desk.Do(DeskCommand.Parse(body));
        }

        int count = body.GetArrayLength();
        if (count > MostCommands)
        {
            throw new LiveStyleException($"a list has at most {MostCommands} commands, not {count}; send it in parts");
        }

        var commands = new List<DeskCommand>(count);
        foreach (JsonElement command in body.EnumerateArray())
        {
            commands.Add(Numbered(commands.Count, count, "nothing was done", () => DeskCommand.Parse(command)));
        }

        DeskState state = desk.State;
        for (int i = 0; i < count; i++)
        {
            state = Numbered(i, count, i == 0 ? "nothing was done" : "those before it were done", () => desk.Do(commands[i]));
        }

        return state;
    }

    static T Numbered<T>(int index, int count, string soFar, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LiveStyleException failure)
        {
            throw new LiveStyleException($"command {index + 1} of {count} ({soFar}): {failure.Message}", failure);
        }
    }

    /// <summary>JSON can hold texts that no string can: half a surrogate pair, and bytes that are no UTF-8.</summary>
    static JsonDocument Readable(JsonDocument document)
    {
        try
        {
            ReadTexts(document.RootElement);
            return document;
        }
        catch (InvalidOperationException failure)
        {
            document.Dispose();
            throw new LiveStyleException("that JSON holds a text that is not valid Unicode; write it in plain letters", failure);
        }
    }

    static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty field in element.EnumerateObject())
                {
                    _ = field.Name;
                    ReadTexts(field.Value);
                }

                break;
        }
    }

    static LiveStyleException NoJson(JsonException failure) =>
        new($"that is no JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}); send a command such as {{\"do\":\"strength\",\"strength\":0.8}}", failure);
}
