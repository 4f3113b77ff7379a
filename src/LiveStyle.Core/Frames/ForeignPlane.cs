namespace LiveStyle.Frames;

/// <summary>Where a plane lies that somebody else owns: see <see cref="HostFrame.Wrap"/>.</summary>
/// <param name="Address">First byte of the top row.</param>
/// <param name="StrideInBytes">From one row to the one below it: at least a row's samples, or negative where the bottom row comes first in memory.</param>
public readonly record struct ForeignPlane(nint Address, int StrideInBytes);
