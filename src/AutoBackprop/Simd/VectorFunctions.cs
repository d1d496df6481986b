using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>The activations that networks spend their time in; formulas as in the rule table.</summary>
internal readonly struct SigmoidFunction : IVectorFunction<double>, IVectorFunction<float>
{
    public static Vector512<double> Of(Vector512<double> x) => VectorMath.Sigmoid(x);
    public static Vector512<float> Of(Vector512<float> x) => VectorMath.Sigmoid(x);
    public static Vector512<double> Pull(Vector512<double> x, Vector512<double> y, Vector512<double> g) =>
        g * (Vector512<double>.One - y) * y;
    public static Vector512<float> Pull(Vector512<float> x, Vector512<float> y, Vector512<float> g) => g * (Vector512<float>.One - y) * y;
}

internal readonly struct TanhFunction : IVectorFunction<double>, IVectorFunction<float>
{
    public static Vector512<double> Of(Vector512<double> x) => VectorMath.Tanh(x);
    public static Vector512<float> Of(Vector512<float> x) => VectorMath.Tanh(x);
    public static Vector512<double> Pull(Vector512<double> x, Vector512<double> y, Vector512<double> g) =>
        g * (Vector512<double>.One - y * y);
    public static Vector512<float> Pull(Vector512<float> x, Vector512<float> y, Vector512<float> g) => g * (Vector512<float>.One - y * y);
}

internal readonly struct ReluFunction : IVectorFunction<double>, IVectorFunction<float>
{
    public static Vector512<double> Of(Vector512<double> x) => VectorMath.Relu(x);
    public static Vector512<float> Of(Vector512<float> x) => VectorMath.Relu(x);
    public static Vector512<double> Pull(Vector512<double> x, Vector512<double> y, Vector512<double> g) =>
        g & Vector512.GreaterThan(y, Vector512<double>.Zero);
    public static Vector512<float> Pull(Vector512<float> x, Vector512<float> y, Vector512<float> g) =>
        g & Vector512.GreaterThan(y, Vector512<float>.Zero);
}

internal readonly struct SoftplusFunction : IVectorFunction<double>, IVectorFunction<float>
{
    public static Vector512<double> Of(Vector512<double> x) => VectorMath.Softplus(x);
    public static Vector512<float> Of(Vector512<float> x) => VectorMath.Softplus(x);
    public static Vector512<double> Pull(Vector512<double> x, Vector512<double> y, Vector512<double> g) => g * VectorMath.Sigmoid(x);
    public static Vector512<float> Pull(Vector512<float> x, Vector512<float> y, Vector512<float> g) => g * VectorMath.Sigmoid(x);
}

internal readonly struct ExpFunction : IVectorFunction<double>, IVectorFunction<float>
{
    public static Vector512<double> Of(Vector512<double> x) => VectorMath.Exp(x);
    public static Vector512<float> Of(Vector512<float> x) => VectorMath.Exp(x);
    public static Vector512<double> Pull(Vector512<double> x, Vector512<double> y, Vector512<double> g) => g * y;
    public static Vector512<float> Pull(Vector512<float> x, Vector512<float> y, Vector512<float> g) => g * y;
}
