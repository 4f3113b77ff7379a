using System.Text;

namespace LiveStyle.App.Displays;

/// <summary>
/// Passes text on while that can be, and drops it from the first failure on: a log on a full disk, or none at all, is no reason to lose a film.
/// </summary>
/// <param name="inner">Where to.</param>
/// <param name="failed">Told of the first failure; may write elsewhere.</param>
sealed class LossyWriter(TextWriter inner, Action<Exception>? failed = null) : TextWriter
{
    bool isLost;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    void Try(Action write)
    {
        if (isLost)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            isLost = true;
            failed?.Invoke(failure);
        }
    }
}
