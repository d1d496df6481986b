namespace Digits;

/// <summary>A training that is over, with all there is to tell of it.</summary>
public sealed record Run(Problem Problem, Settings Settings, Mlp Net, IReadOnlyList<Epoch> Epochs, Result Test, double Seconds)
{
    public double SamplesPerSecond => Settings.Epochs * (double)Problem.Training.Count / Seconds;
}
