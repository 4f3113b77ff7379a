using LiveStyle.Files;
using LiveStyle.Media.Joining;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Farm;

/// <summary>The scripts that Slurm runs, in the film's folder: for people to read, to change and to submit by hand as well.</summary>
static class SlurmScripts
{
    public static string SegmentPath(FarmFilm film) => Path.Combine(film.FarmFolder, "segment.sh");

    public static string JoinPath(FarmFilm film) => Path.Combine(film.FarmFolder, "join.sh");

    public static string LogFolder(FarmFilm film) => Path.Combine(film.FarmFolder, "logs");

    /// <summary>Gives the file that a task's output goes to; see <see cref="LogPattern"/>.</summary>
    public static string LogPath(FarmFilm film, SlurmTask task) => Path.Combine(LogFolder(film), task.Name + ".log");

    /// <summary>Gives the pattern of outputs for sbatch, from the farm's folder: a full path could hold what Slurm takes for a pattern.</summary>
    public static string LogPattern(bool isArray) => isArray ? "logs/%A_%a.log" : "logs/%j.log";

    /// <summary>The arguments of sbatch but for --parsable.</summary>
    /// <param name="after">The array before, of which one may run at a time; null for the first, or without a limit.</param>
    /// <param name="film">The planned film.</param>
    /// <param name="array">The segments.</param>
    /// <param name="options">The resources that are asked for.</param>
    public static IReadOnlyList<string> SegmentArguments(FarmFilm film, SlurmArray array, SlurmOptions options, long? after) =>
    [
        "--job-name=livestyle-segment",
        $"--array={array.Tasks}{(options.Limit is { } limit ? $"%{limit}" : "")}",
        .. after is { } job ? [$"--dependency=afterany:{job}"] : Array.Empty<string>(),
        .. Common(film, isArray: true),
        .. options.OfTasks,
        .. options.Shared,
        SegmentPath(film),
        $"{array.First}",
    ];

    /// <summary>The arguments of sbatch but for --parsable.</summary>
    public static IReadOnlyList<string> JoinArguments(FarmFilm film, IReadOnlyList<SlurmArray> arrays, SlurmOptions options) =>
    [
        "--job-name=livestyle-join",
        .. arrays.Count > 0 ? [$"--dependency=afterok:{string.Join(':', arrays.Select(array => array.Job))}", "--kill-on-invalid-dep=yes"] : Array.Empty<string>(),
        .. Common(film, isArray: false),
        .. options.Shared,
        JoinPath(film),
    ];

    public static void Write(FarmFilm film, FarmProgram program, IReadOnlyList<string> assembly)
    {
        if (((string[])[film.Folder, .. program.Words, .. assembly]).Any(word => word.Any(char.IsControl)))
        {
            throw new LiveStyleException("the path of the work folder, the program or the report's files has a line break or the like in it; rename that");
        }

        Directory.CreateDirectory(LogFolder(film));
        AtomicFile.WriteText(SegmentPath(film), Segment(film.Folder, program));
        AtomicFile.WriteText(JoinPath(film), Join(film.Folder, program, assembly, film.Plan.Mended));
    }

    public static string Segment(string folder, FarmProgram program) => $$"""
        #!/bin/bash
        # Renders one segment of a film: a task of the job array that `livestyle submit --engine slurm` hands in.
        # It may be requeued or run again: a segment that is whole is kept, and one that isn't leaves nothing.
        set -eu

        program=({{ShellText.Join(program.Words)}})
        folder={{ShellText.Quote(folder)}}
        first=${1:-0} # The segment of task 0: Slurm limits the indices of an array.

        exec "${program[@]}" segment "$folder" \
            --index "$((first + SLURM_ARRAY_TASK_ID))" \
            --threads "${SLURM_CPUS_ON_NODE:-1}"

        """.ReplaceLineEndings("\n");

    /// <param name="folder">The work folder.</param>
    /// <param name="program">How to call this program.</param>
    /// <param name="assembly">Further words of livestyle assemble.</param>
    /// <param name="mended">The plan's copy of the original, by name; null: it has none.</param>
    public static string Join(string folder, FarmProgram program, IReadOnlyList<string> assembly, string? mended) => $$"""
        #!/bin/bash
        # Checks all segments of a film and joins them: runs after the job array, if all of it succeeded.
        set -eu

        program=({{ShellText.Join(program.Words)}})
        folder={{ShellText.Quote(folder)}}

        # Whether it may replace a film was settled when this was submitted.
        "${program[@]}" assemble "$folder" {{ShellText.Join(["--keep", "--overwrite", .. assembly])}}

        # Only now, and by name: this job's own log lies here too, which a shared disk may hold on to.
        cd /
        for part in {{ShellText.Join(["segments", .. mended is null ? Array.Empty<string>() : [mended], .. FilmFolder.OwnFiles, "farm"])}}; do
            rm -rf -- "$folder/$part" "$folder/$part".*.part || true
        done
        rmdir -- "$folder" 2>/dev/null || true

        """.ReplaceLineEndings("\n");

    static string[] Common(FarmFilm film, bool isArray) =>
        ["--requeue", $"--chdir={film.FarmFolder}", $"--output={LogPattern(isArray)}", "--open-mode=append"];
}
