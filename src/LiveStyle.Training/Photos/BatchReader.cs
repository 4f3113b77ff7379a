namespace LiveStyle.Training.Photos;

/// <summary>A step's input: planes [N,3,side,side] in [0,1] and the style of each picture.</summary>
sealed record PhotoBatch(float[] Pictures, long[] Styles);

/// <summary>Reads batches ahead on the thread pool, and hands them out in the order of the steps.</summary>
sealed class BatchReader : IDisposable
{
    const int Ahead = 4;

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
            Crop crop = sampler.Choose(step, i);
            photos.ReadCrop(crop.Photo, crop.Left, crop.Top, side, crop.Mirrored, pictures.AsSpan(i * length, length));
            styles[i] = crop.Style;
        }

        return new PhotoBatch(pictures, styles);
    }
}
