namespace AutoBackprop;

// What needs an exponential is computed in double and rounded once: the formula stands in one place, and the result is as
// exact as a float can be.
public static partial class Activations
{
    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => (float)Sigmoid((double)x);

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => MathF.Tanh(x);

    /// <inheritdoc cref="Relu(double)"/>
    public static float Relu(float x) => x <= 0 ? 0 : x;

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    public static float LeakyRelu(float x, float slope = 0.01f) => x > 0 ? x : slope * x;

    /// <inheritdoc cref="PRelu(double, double)"/>
    public static float PRelu(float x, float a) => x > 0 ? x : a * x;

    /// <inheritdoc cref="RRelu(double, double)"/>
    public static float RRelu(float x, float a) => x > 0 ? x : a * x;

    /// <inheritdoc cref="Elu(double, double)"/>
    public static float Elu(float x, float alpha = 1) => (float)Elu((double)x, alpha);

    /// <inheritdoc cref="Selu(double)"/>
    public static float Selu(float x) => (float)Selu((double)x);

    /// <inheritdoc cref="Gelu(double)"/>
    public static float Gelu(float x) => (float)Gelu((double)x);

    /// <inheritdoc cref="GeluTanh(double)"/>
    public static float GeluTanh(float x) => (float)GeluTanh((double)x);

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <inheritdoc cref="Softsign(double)"/>
    public static float Softsign(float x) => (float)Softsign((double)x);

    /// <inheritdoc cref="ArcTan(double)"/>
    public static float ArcTan(float x) => MathF.Atan(x);

    /// <inheritdoc cref="Silu(double)"/>
    public static float Silu(float x) => (float)Silu((double)x);

    /// <inheritdoc cref="Swish(double, double)"/>
    public static float Swish(float x, float beta) => (float)Swish((double)x, beta);

    /// <inheritdoc cref="Mish(double)"/>
    public static float Mish(float x) => (float)Mish((double)x);

    /// <inheritdoc cref="HardSigmoid(double)"/>
    public static float HardSigmoid(float x) => Math.Clamp(x / 6 + 0.5f, 0, 1);

    /// <inheritdoc cref="HardTanh(double)"/>
    public static float HardTanh(float x) => Math.Clamp(x, -1, 1);

    /// <inheritdoc cref="BinaryStep(double)"/>
    public static float BinaryStep(float x) => x < 0 ? 0 : 1;

    /// <inheritdoc cref="Maxout(double, double)"/>
    public static float Maxout(float a, float b) => MathF.Max(a, b);
}
