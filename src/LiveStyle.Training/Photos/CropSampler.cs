namespace LiveStyle.Training.Photos;

/// <summary>One crop of one photograph, and the style to give it.</summary>
readonly record struct Crop(int Photo, int Left, int Top, bool Mirrored, int Style);

/// <summary>
/// Chooses what each step sees, as a pure function of (seed, step, place in the batch): resuming at a step needs no
/// random state but the seed, and reader threads need no order. Each epoch visits every photograph once.
/// </summary>
/// <param name="first">So many of the first photographs are chosen from; all where left out.</param>
sealed class CropSampler(PhotoRecords photos, int cropSide, int batch, int styles, ulong seed, int? first = null)
{
    readonly int count = first ?? photos.Count;
    readonly Lock gate = new();
    readonly Dictionary<long, int[]> orders = [];

    public Crop Choose(long step, int place)
    {
        long index = step * batch + place;
        (long epoch, long position) = Math.DivRem(index, count);
        int photo = Order(epoch)[position];
        ulong state = Mix(seed ^ Mix((ulong)index + 1));
        int Next(int bound) => (int)((state = Mix(state)) % (ulong)bound);
        return new Crop(
            photo,
            Next(photos.SizeOf(photo).Width - cropSide + 1),
            Next(photos.SizeOf(photo).Height - cropSide + 1),
            Next(2) == 1,
            // Styles take turns, from a random start each round, so that none is seen less than another.
            (int)((index + (long)(Mix(seed + (ulong)(index / styles)) % (ulong)styles)) % styles));
    }

    int[] Order(long epoch)
    {
        lock (gate)
        {
            if (!orders.TryGetValue(epoch, out int[]? order))
            {
                order = [.. Enumerable.Range(0, count)];
                new Random((int)(Mix(seed + 0x9E37 * (ulong)epoch) & 0x7FFFFFFF)).Shuffle(order);
                orders.Remove(epoch - 2);
                orders[epoch] = order;
            }

            return order;
        }
    }

    /// <summary>SplitMix64's finalizer (Steele, Lea, Flood 2014).</summary>
    static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
