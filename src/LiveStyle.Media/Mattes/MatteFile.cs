using LiveStyle.Compositing;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Mattes;

/// <summary>Opens a picture or a clip as a matte.</summary>
public static class MatteFile
{
    /// <summary>Reads a picture, or opens a clip and decodes up to where the film begins.</summary>
    /// <exception cref="MediaException">It can't be read, or is neither.</exception>
    public static async Task<Matte> OpenAsync(string pathOrUrl, MatteOptions options, CancellationToken cancellation)
    {
        try
        {
            MediaInfo info = await MediaProbe.ProbeAsync(pathOrUrl, cancellation).ConfigureAwait(false);
            if (info is { Video.IsStillPicture: true, Obstacle: null } && info.Audio.Count == 0 && !MediaProbe.IsUrl(pathOrUrl))
            {
                return new StillMatte(pathOrUrl, options.Size);
            }

            info.RequireVideo();
            return await ClipMatte.OpenAsync(info, options, cancellation).ConfigureAwait(false);
        }
        catch (MediaException problem)
        {
            throw new MediaException($"the mask can't be used: {problem.Message}", problem);
        }
    }
}
