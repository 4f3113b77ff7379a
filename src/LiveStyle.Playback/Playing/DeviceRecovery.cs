using LiveStyle.Gpu;
using LiveStyle.Progress;
using LiveStyle.Stylization;

namespace LiveStyle.Playback.Playing;

/// <summary>A device that is lost is opened again once; then, or where that fails, the processor runs the network; then it is over.</summary>
sealed class DeviceRecovery(StylizerOptions stylizer, IProgress<WorkProgress>? progress)
{
    const int Borne = 2;

    int losses;
    bool isOnProcessor;

    /// <summary>Whether playing goes on after this; notes that it happened.</summary>
    public bool Bears(GpuException problem)
    {
        if (!problem.IsDeviceLost || losses >= Borne)
        {
            return false;
        }

        losses++;
        isOnProcessor |= losses == Borne;
        return true;
    }

    /// <summary>Opens what is needed, and tells what is different from before.</summary>
    /// <exception cref="LiveStyleException">It can't be opened.</exception>
    public T Open<T>(Func<StylizerOptions, T> open)
    {
        string? note = losses switch
        {
            0 => null,
            1 => "the GPU stopped answering and was started again",
            _ => "the GPU stopped answering again; the processor runs the network from now on",
        };
        T opened;
        try
        {
            opened = open(isOnProcessor ? OnProcessor : stylizer);
        }
        catch (GpuException) when (losses > 0 && !isOnProcessor)
        {
            (isOnProcessor, losses) = (true, Borne);
            opened = open(OnProcessor);
            note = "the GPU stopped answering and can't be started again; the processor runs the network from now on";
        }

        if (note is not null)
        {
            progress.Note(note);
        }

        return opened;
    }

    StylizerOptions OnProcessor => stylizer with { Device = StylizerDevice.Cpu, VulkanDevice = null };
}
