namespace LiveStyle.Media.Probing;

/// <summary>What a clip's headers say of Dolby Vision.</summary>
/// <param name="Profile">The profile, such as 5, 7 or 8.</param>
/// <param name="Compatibility">
/// What the pictures are to who knows nothing of it: 1 HDR10, 2 SDR, 4 HLG, 6 HDR10 of discs; 0: nothing else.
/// </param>
public sealed record DolbyVision(int Profile, int Compatibility)
{
    /// <summary>
    /// Whether the pictures' numbers stand for colors in a way of its own (IPT, bent by its metadata), which taken for luma and chroma come out in
    /// wrong colors.
    /// </summary>
    public bool HasOwnColors => Profile == 5 || (Compatibility == 0 && Profile is 10 or 20);

    /// <summary>What of side data tells it; null: nothing does.</summary>
    public static DolbyVision? Of(IReadOnlyCollection<SideData> sides) =>
        sides.FirstOrDefault(side => side.Type == "DOVI configuration record") is { } record
            ? new DolbyVision((int)record.Number("dv_profile"), (int)record.Number("dv_bl_signal_compatibility_id")) : null;

    /// <summary>"profile 8.4".</summary>
    public override string ToString() => Profile is 8 or 10 or 20 ? $"profile {Profile}.{Compatibility}" : $"profile {Profile}";
}
