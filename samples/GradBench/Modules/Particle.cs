using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>particle: where a charge has to stand so that another one lands at the origin; a gradient descent over a simulation that
/// takes gradients itself. Of the two letters the first tells the mode of the outer derivative, the second that of the inner one:
/// f forward, r reverse.</summary>
public static class Particle
{
    public sealed record Input(double W);

    public static readonly Module Module = new Module<Input>("particle", Json.Default.ParticleInput)
        .Add("rr", Json.Default.Double, input => () => Descent.Minimise(w => Charges.Landing(w[0]), w => [Charges.LandingGradient(w[0]).GradW], [input.W])[0]);
}
