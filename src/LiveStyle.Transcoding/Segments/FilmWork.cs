using LiveStyle.Files;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Repair;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>A film in the making by one run: the folder's lock, its plan, and which segments are there.</summary>
public sealed class FilmWork : IDisposable
{
    readonly FilmLock hold;
    bool keep;

    FilmWork(FilmFolder folder, FilmLock hold, FilmPlan plan)
    {
        this.hold = hold;
        Folder = folder;
        Plan = plan;
    }

    /// <summary>The folder that is worked in.</summary>
    public FilmFolder Folder { get; }

    /// <summary>The plan that is worked by.</summary>
    public FilmPlan Plan { get; }

    /// <summary>Goes on with the plan that is there, or makes one.</summary>
    /// <param name="session">The session of the film.</param>
    /// <param name="folder">The folder of its work.</param>
    /// <param name="overwrite">Whether work by other settings may be dropped.</param>
    /// <param name="segmentSeconds">The length of a new plan's segments; null where it is chosen.</param>
    /// <param name="progress">Is told how far it is; null: nobody.</param>
    /// <param name="cancellation">Ends it, leaving what is there.</param>
    /// <exception cref="LiveStyleException">Another run is at work, or work by other settings lies there.</exception>
    public static async Task<FilmWork> OpenAsync(
        FilmSession session, FilmFolder folder, bool overwrite, double? segmentSeconds, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        folder.CheckIsOwn();
        FilmLock hold = FilmLock.Take(folder, session.Settings.Output);
        try
        {
            folder.RemoveLeftovers();
            if (File.Exists(folder.PlanPath))
            {
                if (Load(folder) is { } plan && plan.IsOf(session) && (segmentSeconds is null || plan.SegmentSeconds == segmentSeconds))
                {
                    if (plan.Mended is not null)
                    {
                        session.Use(await folder.ProbeAsync(plan, cancellation));
                    }

                    return new FilmWork(folder, hold, plan) { keep = true };
                }

                if (!overwrite && folder.HasSegments)
                {
                    throw new LiveStyleException(
                        $"{ShownPath.Of(folder.Path)} holds work on a film with other settings, or of an original, model or mask that has changed since; use those again, name another output, or have that work dropped") { Remedies = Remedies.Replacing };
                }

                folder.RemoveSegments();
            }

            string? mended = await MendAsync(session, folder, progress, cancellation);
            FilmPlan made = (await FilmPlanner.PlanAsync(session, segmentSeconds, share => progress.Stage("reading the clip", share), cancellation)) with { Mended = mended };
            made.Save(folder.PlanPath);
            return new FilmWork(folder, hold, made);
        }
        catch
        {
            folder.RemoveUnlessKept(hold);
            throw;
        }
    }

    /// <summary>Finds the segments that are to be rendered, ascending, and counts the frames of those that are there.</summary>
    /// <param name="progress">Is told how far it is; null: nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    public (IReadOnlyList<int> Missing, long Frames) Examine(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        string identity = Plan.Identity;
        var missing = new List<int>();
        long frames = 0;
        foreach (PlannedSegment segment in Plan.Segments)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Folder.Find(Plan, identity, segment.Index) is not { } record)
            {
                missing.Add(segment.Index);
                continue;
            }

            frames += record.Frames;
            progress.Stage("checking what is there", (double)segment.Index / Plan.Segments.Count);
        }

        return (missing, frames);
    }

    /// <summary>Removes all of the work, since the film is whole.</summary>
    public void Remove() => Folder.RemoveAll(hold);

    /// <summary>Keeps the plan though nothing has been rendered by it yet.</summary>
    public void Keep() => keep = true;

    /// <summary>Lets go of the folder; where nothing is kept in it, it is removed.</summary>
    public void Dispose()
    {
        if (!keep)
        {
            Folder.RemoveUnlessKept(hold);
        }

        hold.Dispose();
    }

    /// <summary>A recording whose clock jumps is copied once into one whose clock runs on.</summary>
    /// <returns>The copy's name; null: there is no need.</returns>
    static async Task<string?> MendAsync(FilmSession session, FilmFolder folder, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (MediaProbe.IsUrl(session.Settings.Input) || !await TimestampRepair.NeedsMendingAsync(session.Clip, cancellation))
        {
            return null;
        }

        if (session.Settings.Strict)
        {
            throw new LiveStyleException($"the clock of {ShownPath.Of(session.Settings.Input)} jumps; have it mended, if that may be") { Remedies = Remedies.Leniency };
        }

        progress.Note("the clip's clock jumps; the film gets one that runs on");
        string name = "mended" + TimestampRepair.Extension(session.Clip);
        string? timecode = session.Clip.Timecode;
        MediaInfo mended = await TimestampRepair.MendAsync(session.Clip, Path.Combine(folder.Path, name), cancellation);
        session.Use(mended with { Timecode = mended.Timecode ?? timecode });
        return name;
    }

    static FilmPlan? Load(FilmFolder folder)
    {
        try
        {
            return folder.LoadPlan();
        }
        catch (LiveStyleException)
        {
            return null; // Of another version, or damaged by a power cut: as good as none.
        }
    }
}
