using System.Runtime.InteropServices;

namespace LiveStyle.Media.Stills;

/// <summary>One pixel as a <see cref="Frames.HostFrame"/> stores it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
readonly record struct Rgb(byte Red, byte Green, byte Blue);
