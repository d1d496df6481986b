using System.Globalization;

namespace Digits;

/// <summary>How a network is trained.</summary>
public sealed record Settings(int[] Hidden, int Epochs, int Batch, string Optimizer, double Rate, double Decay, double Shift, double Clip,
    int Seed)
{
    public static readonly string[] Optimizers = ["adam", "sgd"];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Optimizer == "sgd" ? "SGD with momentum 0.9" : "Adam")}, learning rate up to {Rate}, weight decay {Decay}, minibatches of {Batch}{(Shift > 0 ? $", pictures shifted by up to {Shift} pixels" : "")}, gradient clipped at {Clip}, seed {Seed}");
}
