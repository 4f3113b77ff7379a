using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveStyle.Transcoding.Farm;

/// <summary>
/// A planned film as a job of the Open Job Description (2023-09), which several farms read: a step with a task for each
/// missing segment, and a step after it that joins them.
/// </summary>
public static class OpenJdTemplate
{
    const int LongestName = 128;

    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Gives the template's path, in the film's folder itself: the format wants defaults of paths relative to the template.
    /// </summary>
    public static string PathIn(FarmFilm film) => Path.Combine(film.Folder, "openjd.json");

    /// <summary>Writes the template's text.</summary>
    /// <param name="program">The default of the parameter that names the program.</param>
    /// <param name="processors">The processors that a task wants of its machine; null for any number.</param>
    /// <param name="assembly">Further words for the command that assembles the film.</param>
    /// <param name="film">The planned film.</param>
    public static string Write(FarmFilm film, FarmProgram program, int? processors, IReadOnlyList<string> assembly)
    {
        IReadOnlyList<int> missing = film.Examine();
        JsonObject[] steps = missing.Count > 0 ? [SegmentStep(missing, processors), JoinStep(isDependent: true, assembly)] : [JoinStep(isDependent: false, assembly)];
        return new JsonObject
        {
            ["specificationVersion"] = "jobtemplate-2023-09",
            ["name"] = Name(film),
            ["description"] = "Renders a film's segments and joins them; made by `livestyle submit --engine openjd`.",
            ["parameterDefinitions"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "Folder",
                    ["type"] = "PATH",
                    ["objectType"] = "DIRECTORY",
                    ["dataFlow"] = "INOUT",
                    ["default"] = ".",
                    ["description"] = "The film's work folder, which every machine sees.",
                },
                new JsonObject
                {
                    ["name"] = "Program",
                    ["type"] = "STRING",
                    ["default"] = Literal(program.Words[^1]),
                    ["description"] = "livestyle on the machines of the farm: its program, or its livestyle.dll.",
                }),
            ["steps"] = new JsonArray([.. steps]),
        }.ToJsonString(Json) + "\n";
    }

    static JsonObject SegmentStep(IReadOnlyList<int> missing, int? processors) => new()
    {
        ["name"] = "segment",
        ["parameterSpace"] = new JsonObject
        {
            ["taskParameterDefinitions"] = new JsonArray(new JsonObject
            {
                ["name"] = "Index",
                ["type"] = "INT",
                ["range"] = IndexRanges.Format(missing),
            }),
        },
        ["hostRequirements"] = Requirements(processors),
        ["script"] = Script("segment", "{{Param.Folder}}", "--index", "{{Task.Param.Index}}"),
    };

    static JsonObject JoinStep(bool isDependent, IReadOnlyList<string> assembly)
    {
        var step = new JsonObject { ["name"] = "assemble" };
        if (isDependent)
        {
            step["dependencies"] = new JsonArray(new JsonObject { ["dependsOn"] = "segment" });
        }

        step["hostRequirements"] = Requirements(null);
        step["script"] = Script(["assemble", "{{Param.Folder}}", "--overwrite", .. assembly.Select(Literal)]);
        return step;
    }

    static JsonObject Requirements(int? processors)
    {
        var requirements = new JsonObject
        {
            ["attributes"] = new JsonArray(new JsonObject { ["name"] = "attr.worker.os.family", ["anyOf"] = new JsonArray("linux", "macos") }),
        };
        if (processors is { } count)
        {
            requirements["amounts"] = new JsonArray(new JsonObject { ["name"] = "amount.worker.vcpu", ["min"] = count });
        }

        return requirements;
    }

    /// <summary>Values reach the script as arguments, so that no name's quotes or spaces are read as bash.</summary>
    static JsonObject Script(params string[] arguments) => new()
    {
        ["embeddedFiles"] = new JsonArray(new JsonObject
        {
            ["name"] = "Run",
            ["type"] = "TEXT",
            ["filename"] = "run.sh",
            ["runnable"] = true,
            ["data"] = """
                #!/bin/bash
                # The program and its arguments; one that is a library runs by dotnet.
                set -eu
                case "$1" in
                    *.dll) set -- dotnet "$@" ;;
                esac
                exec "$@"

                """.ReplaceLineEndings("\n"),
        }),
        ["actions"] = new JsonObject
        {
            ["onRun"] = new JsonObject
            {
                ["command"] = "bash",
                ["args"] = new JsonArray(["{{Task.File.Run}}", "{{Param.Program}}", .. arguments.Select(argument => (JsonNode)argument)]),
                ["cancelation"] = new JsonObject { ["mode"] = "NOTIFY_THEN_TERMINATE" },
            },
        },
    };

    static string Name(FarmFilm film)
    {
        string name = "livestyle " + Literal(string.Concat(Path.GetFileName(film.Output).Where(character => !char.IsControl(character))));
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    /// <summary>Two braces would begin an expression of the format's.</summary>
    static string Literal(string text) => text.Contains("{{", StringComparison.Ordinal)
        ? throw new LiveStyleException($"{text}: the format takes no name with two braces; rename it, or name another program for the farm's machines") { Remedies = Remedies.ProgramPath }
        : text;
}
