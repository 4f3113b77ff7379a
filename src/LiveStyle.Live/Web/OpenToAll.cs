namespace LiveStyle.Live.Web;

/// <summary>Marks an address that needs no token, because it tells nothing of the show.</summary>
sealed class OpenToAll
{
    public static OpenToAll Mark { get; } = new();
}
