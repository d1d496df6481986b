namespace AutoBackprop;

// What needs a logarithm is computed in double and rounded once.
public static partial class Losses
{
    /// <inheritdoc cref="SquaredError(double, double)"/>
    public static float SquaredError(float y, float t) => 0.5f * (y - t) * (y - t);

    /// <inheritdoc cref="MeanSquaredError(double, double)"/>
    public static float MeanSquaredError(float y, float t) => (y - t) * (y - t);

    /// <inheritdoc cref="BinaryCrossEntropy(double, double)"/>
    public static float BinaryCrossEntropy(float p, float y) => (float)BinaryCrossEntropy((double)p, y);

    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(double, double)"/>
    public static float BinaryCrossEntropyWithLogits(float z, float y) => (float)BinaryCrossEntropyWithLogits((double)z, y);

    /// <inheritdoc cref="CrossEntropy(double, double)"/>
    public static float CrossEntropy(float p, float y) => (float)CrossEntropy((double)p, y);

    /// <inheritdoc cref="Hinge(double, double)"/>
    public static float Hinge(float z, float y) => Activations.Relu(1 - y * z);

    /// <inheritdoc cref="Huber(double, double, double)"/>
    public static float Huber(float y, float t, float delta = 1) => (float)Huber((double)y, t, delta);

    /// <inheritdoc cref="L1Penalty(double)"/>
    public static float L1Penalty(float w) => MathF.Abs(w);

    /// <inheritdoc cref="L2Penalty(double)"/>
    public static float L2Penalty(float w) => w * w;
}
