using GradBench.Modules;
using GradBench.Protocol;

namespace GradBench;

/// <summary>The modules that this tool knows.</summary>
public static class Workloads
{
    public static readonly IReadOnlyList<Module> All =
    [
        Hello.Module, GaussianMixture.Module, BundleAdjustment.Module, LongShortTermMemory.Module, HandTracking.Module, KMeans.Module,
        LogSumExp.Module, LeastSquares.Module, Determinant.Module, OrdinaryDifferentialEquation.Module, Particle.Module, Saddle.Module,
    ];
}
