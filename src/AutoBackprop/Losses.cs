namespace AutoBackprop;

/// <summary>Loss functions, each for a single output here. Targets are arguments like all others.</summary>
public static partial class Losses
{
    /// <summary>½ (y - t)², in [0, ∞).</summary>
    /// <remarks>The slope in y is the error y - t. Source: C. Bishop, Pattern Recognition and Machine Learning (2006), eq. (1.2),
    /// p. 5.</remarks>
    public static double SquaredError(double y, double t) => 0.5 * (y - t) * (y - t);

    /// <summary>(y - t)², in [0, ∞): the mean of the squared error over one output.</summary>
    /// <remarks>The slope in y is 2 (y - t). Source: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 5.1.4.
    /// </remarks>
    public static double MeanSquaredError(double y, double t) => (y - t) * (y - t);

    /// <summary>-y log p - (1 - y) log(1 - p), in [0, ∞], for a probability p and a target y in [0, 1]; 0 · log 0 = 0.</summary>
    /// <remarks>The slope in p is (p - y) / (p (1 - p)): unbounded; with logits it is not. Source: C. Bishop, Pattern Recognition and
    /// Machine Learning (2006), eq. (4.90), p. 206.</remarks>
    public static double BinaryCrossEntropy(double p, double y) =>
        Weighted(y, -Math.Log(p)) + Weighted(1 - y, -Special.LogP1(-p));

    /// <summary>The binary cross-entropy of Sigmoid(z) and a target y in [0, 1]: Softplus(z) - y z, in [0, ∞).</summary>
    /// <remarks>The slope in z is Sigmoid(z) - y, at most 1 in size; computed as (1 - y) Sigmoid(z) - y Sigmoid(-z), which keeps its digits
    /// where Sigmoid(z) rounds to 1. Source: C. Bishop, Pattern Recognition and Machine Learning
    /// (2006), eq. (4.90) with (4.87), p. 205. Computed as max(z, 0) - y z + log(1 + exp(-|z|)), which does not overflow.</remarks>
    public static double BinaryCrossEntropyWithLogits(double z, double y) =>
        (z > 0 ? Weighted(1 - y, z) : Weighted(y, -z)) + Special.LogP1(Math.Exp(-Math.Abs(z)));

    /// <summary>-y log p, in [0, ∞]: the term of one class with probability p and target y; 0 · log 0 = 0.</summary>
    /// <remarks>The slope in p is -y / p: unbounded; with logits it is not. Source: C. Bishop, Pattern Recognition and Machine
    /// Learning (2006), eq. (4.108), p. 209.</remarks>
    public static double CrossEntropy(double p, double y) => Weighted(y, -Math.Log(p));

    /// <summary>max(0, 1 - y z), in [0, ∞), for a score z and a class y = ±1.</summary>
    /// <remarks>Largest slope 1. At the margin, y z = 1, the slope is 0. Source: C. Cortes, V. Vapnik, Support-vector networks,
    /// Machine Learning 20 (1995), pp. 273-297.</remarks>
    public static double Hinge(double z, double y) => Activations.Relu(1 - y * z);

    /// <summary>½ r² for |r| = |y - t| &lt;= delta, else delta · (|r| - ½ delta); in [0, ∞).</summary>
    /// <remarks>Largest slope delta. Smooth: both sides have slope ±delta at |r| = delta. Source: P. Huber, Robust estimation of a
    /// location parameter, Ann. Math. Statist. 35 (1964), pp. 73-101.</remarks>
    public static double Huber(double y, double t, double delta = 1)
    {
        var size = Math.Abs(y - t);
        return size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
    }

    /// <summary>|w|, in [0, ∞).</summary>
    /// <remarks>Largest slope 1. At 0 the slope is 0. Source: R. Tibshirani, Regression shrinkage and selection via the lasso,
    /// J. R. Statist. Soc. B 58 (1996), pp. 267-288.</remarks>
    public static double L1Penalty(double w) => Math.Abs(w);

    /// <summary>w², in [0, ∞).</summary>
    /// <remarks>The slope is 2 w. Source: C. Bishop, Pattern Recognition and Machine Learning (2006), eq. (1.4), p. 10, without
    /// the factor ½.</remarks>
    public static double L2Penalty(double w) => w * w;

    // 0 · log 0 = 0: an outcome of weight zero costs nothing, however improbable.
    private static double Weighted(double weight, double cost) => weight == 0 ? 0 : weight * cost;
}
