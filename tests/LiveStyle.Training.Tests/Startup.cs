using System.Runtime.CompilerServices;
using TorchSharp;

namespace LiveStyle.Training.Tests;

static class Startup
{
    [ModuleInitializer]
    internal static void Begin()
    {
        NativeAllocator.KeepMapped();

        // libtorch counts threads for each thread of ours that calls it, from the number that stood when it first did: set before any
        // has called, sums are added in one order whichever of them a test runs on.
        torch.set_num_threads(1);
    }
}
