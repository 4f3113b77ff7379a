namespace LiveStyle.Frames;

/// <summary>The place of a plane that somebody else owns: see <see cref="HostFrame.Wrap"/>.</summary>
/// <param name="Address">The address of the top row's first byte.</param>
/// <param name="StrideInBytes">
/// The distance from one row to the one below it, in bytes: at least a row's samples, or negative where the bottom row comes first in
/// memory.
/// </param>
public readonly record struct ForeignPlane(nint Address, int StrideInBytes);
