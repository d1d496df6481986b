using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>particle: where a charge has to stand so that another one lands at the origin; a gradient descent over a simulation that
/// takes gradients itself. The first letter of a function tells the mode of the outer derivative, the second that of the inner one:
/// f forward, r reverse.</summary>
public static class Particle
{
    public sealed record Input(double W);

    public static readonly Module Module = new Module<Input>("particle", Json.Default.ParticleInput)
        .Add("ff", Json.Default.Double, input => Find(input, Charges.LandingF, w => Charges.LandingFTangent(w, 1).Tangent))
        .Add("fr", Json.Default.Double, input => Find(input, Charges.LandingR, w => Charges.LandingRTangent(w, 1).Tangent))
        .Add("rf", Json.Default.Double, input => Find(input, Charges.LandingF, w => Charges.LandingFGradient(w).GradW))
        .Add("rr", Json.Default.Double, input => Find(input, Charges.LandingR, w => Charges.LandingRGradient(w).GradW));

    private static Func<double> Find(Input input, Func<double, double> landing, Func<double, double> slope) =>
        () => Descent.Minimise(w => landing(w[0]), w => [slope(w[0])], [input.W])[0];
}
