namespace LiveStyle.Training.Photos;

/// <summary>A step's input: planes [N,3,side,side] in [0,1] and the style of each picture.</summary>
sealed record PhotoBatch(float[] Pictures, long[] Styles);

/// <summary>Reads batches ahead on the thread pool, and hands them out in the order of the steps.</summary>
sealed class BatchReader : IDisposable
{
    const int Ahead = 4;

    /// <summary>Standard deviation of a crop's least even channel; below it all of the crop is one color to the eye.</summary>
    const double MinDeviation = 0.008;
    const int MaxAttempts = 100;

    readonly PhotoRecords photos;
    readonly CropSampler sampler;
    readonly int batch;
    readonly int side;
    readonly Queue<Task<PhotoBatch>> pending = new();
    readonly Stack<float[]> idle = new();
    long next;

    public BatchReader(PhotoRecords photos, CropSampler sampler, int batch, int cropSide, long firstStep)
    {
        (this.photos, this.sampler, this.batch, side, next) = (photos, sampler, batch, cropSide, firstStep);
        for (int i = 0; i < Ahead; i++)
        {
            Enqueue();
        }
    }

    /// <summary>The next step's batch; give it back with <see cref="Return"/>.</summary>
    public async Task<PhotoBatch> ReadAsync()
    {
        PhotoBatch read = await pending.Dequeue();
        Enqueue();
        return read;
    }

    public void Return(PhotoBatch read)
    {
        lock (idle)
        {
            idle.Push(read.Pictures);
        }
    }

    public void Dispose()
    {
        // The readers look into the memory map; it must not go before they have ended.
        foreach (Task<PhotoBatch> task in pending)
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }

    void Enqueue()
    {
        long step = next++;
        pending.Enqueue(Task.Run(() => Read(step)));
    }

    PhotoBatch Read(long step)
    {
        float[]? pictures;
        lock (idle)
        {
            idle.TryPop(out pictures);
        }

        int length = 3 * side * side;
        pictures ??= new float[batch * length];
        var styles = new long[batch];
        for (int i = 0; i < batch; i++)
        {
            styles[i] = ReadCrop(step, i, pictures.AsSpan(i * length, length));
        }

        return new PhotoBatch(pictures, styles);
    }

    /// <returns>The style to give the crop.</returns>
    int ReadCrop(long step, int place, Span<float> planes)
    {
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            Crop crop = sampler.Choose(step, place, attempt);
            photos.ReadCrop(crop.Photo, crop.Left, crop.Top, side, crop.Mirrored, planes);
            if (!IsFlat(planes))
            {
                return crop.Style;
            }
        }

        throw new MediaException($"{MaxAttempts} crops in a row show one color only; give photographs with something on them, or larger crops (--crop)");
    }

    /// <summary>
    /// A crop of one color teaches nothing, and each normalization of it multiplies its gradient by 1/√ε = 316: after ten
    /// layers nothing finite is left.
    /// </summary>
    static bool IsFlat(ReadOnlySpan<float> planes)
    {
        int plane = planes.Length / 3;
        for (int channel = 0; channel < 3; channel++)
        {
            double sum = 0, squares = 0;
            foreach (float value in planes.Slice(channel * plane, plane))
            {
                sum += value;
                squares += (double)value * value;
            }

            double mean = sum / plane;
            if (squares / plane - mean * mean > MinDeviation * MinDeviation)
            {
                return false;
            }
        }

        return true;
    }
}
