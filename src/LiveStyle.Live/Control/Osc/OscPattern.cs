namespace LiveStyle.Live.Control.Osc;

/// <summary>OSC's patterns of addresses: <c>?</c> is a character, <c>*</c> any number of them, <c>[a-d]</c> and <c>[!a-d]</c> one of a set, <c>{one,two}</c> one of some texts; none goes beyond a slash.</summary>
/// <remarks>
/// Follows all ways through a pattern at once, a character of it at a time, so that no pattern takes longer than its length times the address's.
/// </remarks>
static class OscPattern
{
    /// <summary>Tells whether an address is one of the pattern's; a pattern that is not well-formed has none.</summary>
    /// <param name="pattern">ASCII; a plain address is a pattern too.</param>
    /// <param name="address">ASCII, at most <see cref="OscPacket.LongestAddress"/> characters.</param>
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> address)
    {
        if (!pattern.ContainsAny("*?[{"u8))
        {
            return pattern.SequenceEqual(address);
        }

        // reached[n]: what was read of the pattern can stand for the first n characters of the address.
        Span<bool> reached = stackalloc bool[address.Length + 1];
        reached[0] = true;
        while (!pattern.IsEmpty)
        {
            int length = 1;
            switch (pattern[0])
            {
                case (byte)'*':
                    for (int i = 0; i < address.Length; i++)
                    {
                        reached[i + 1] |= reached[i] && address[i] != '/';
                    }

                    break;

                case (byte)'[':
                    length = pattern.IndexOf((byte)']') + 1;
                    if (length < 3)
                    {
                        return false;
                    }

                    Step(reached, address, pattern[1..(length - 1)]);
                    break;

                case (byte)'{':
                    length = pattern.IndexOf((byte)'}') + 1;
                    if (length == 0)
                    {
                        return false;
                    }

                    StepTexts(reached, address, pattern[1..(length - 1)]);
                    break;

                case (byte)'?':
                    Step(reached, address, "!/"u8);
                    break;

                default:
                    for (int i = address.Length - 1; i >= 0; i--)
                    {
                        reached[i + 1] = reached[i] && address[i] == pattern[0];
                    }

                    reached[0] = false;
                    break;
            }

            pattern = pattern[length..];
        }

        return reached[^1];
    }

    static void Step(Span<bool> reached, ReadOnlySpan<byte> address, ReadOnlySpan<byte> set)
    {
        bool isOthers = set[0] == '!';
        for (int i = address.Length - 1; i >= 0; i--)
        {
            reached[i + 1] = reached[i] && address[i] != '/' && IsIn(isOthers ? set[1..] : set, address[i]) != isOthers;
        }

        reached[0] = false;
    }

    static bool IsIn(ReadOnlySpan<byte> set, byte character)
    {
        for (int i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (character >= set[i] && character <= set[i + 2])
                {
                    return true;
                }

                i += 2;
            }
            else if (character == set[i])
            {
                return true;
            }
        }

        return false;
    }

    static void StepTexts(Span<bool> reached, ReadOnlySpan<byte> address, ReadOnlySpan<byte> texts)
    {
        Span<bool> next = stackalloc bool[reached.Length];
        foreach (Range range in texts.Split((byte)','))
        {
            ReadOnlySpan<byte> text = texts[range];
            for (int i = 0; i + text.Length < reached.Length; i++)
            {
                next[i + text.Length] |= reached[i] && address[i..].StartsWith(text) && !text.Contains((byte)'/');
            }
        }

        next.CopyTo(reached);
    }
}
