namespace AutoBackprop;

/// <summary>Activation functions, each with the value of a single unit here. All are free of NaN and overflow for every finite
/// argument, and at ±∞ wherever the limit exists.</summary>
public static partial class Activations
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;
    private const double SqrtTwoOverPi = 0.79788456080286535587989211986876;

    /// <summary>The logistic function 1 / (1 + exp(-x)), in (0, 1).</summary>
    /// <remarks>Largest slope 1/4, at 0. Sigmoid(-x) is 1 - Sigmoid(x) with all its digits. Source: I. Goodfellow,
    /// Y. Bengio, A. Courville, Deep Learning (2016), section 3.10, eq. (3.30), p. 67.</remarks>
    public static double Sigmoid(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>The hyperbolic tangent (exp(x) - exp(-x)) / (exp(x) + exp(-x)), in (-1, 1).</summary>
    /// <remarks>Largest slope 1, at 0. Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, Efficient BackProp, in Neural Networks:
    /// Tricks of the Trade (1998), section 4.4.</remarks>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>The rectifier max(0, x), in [0, ∞).</summary>
    /// <remarks>Largest slope 1. At 0 the slope is 0. Source: V. Nair, G. Hinton, Rectified linear units improve restricted
    /// Boltzmann machines, ICML 2010, pp. 807-814.</remarks>
    public static double Relu(double x) => x <= 0 ? 0 : x;

    /// <summary>x for x &gt; 0, else slope · x.</summary>
    /// <remarks>Largest slope max(1, slope). At 0 the slope is <paramref name="slope"/>. Source: A. Maas, A. Hannun, A. Ng,
    /// Rectifier nonlinearities improve neural network acoustic models, ICML 2013 workshop, section 2.</remarks>
    public static double LeakyRelu(double x, double slope = 0.01) => x > 0 ? x : slope * x;

    /// <summary>x for x &gt; 0, else a · x, where a is learned.</summary>
    /// <remarks>Largest slope in x max(1, a); the slope in a is min(0, x). At 0 the slope in x is a. Source: K. He, X. Zhang, S. Ren,
    /// J. Sun, Delving deep into rectifiers, ICCV 2015, pp. 1026-1034, eq. (1).</remarks>
    public static double PRelu(double x, double a) => x > 0 ? x : a * x;

    /// <summary>x for x &gt; 0, else a · x, where a is drawn by the caller: uniformly from [1/8, 1/3] in training, its mean in
    /// use.</summary>
    /// <remarks>Largest slope max(1, a). At 0 the slope is a. Source: B. Xu, N. Wang, T. Chen, M. Li, Empirical evaluation of
    /// rectified activations in convolutional network, arXiv:1505.00853 (2015), section 2.4.</remarks>
    public static double RRelu(double x, double a) => x > 0 ? x : a * x;

    /// <summary>x for x &gt; 0, else alpha · (exp(x) - 1); in (-alpha, ∞).</summary>
    /// <remarks>Largest slope max(1, alpha). At 0 the slope is <paramref name="alpha"/>. Source: D.-A. Clevert, T. Unterthiner,
    /// S. Hochreiter, Fast and accurate deep network learning by exponential linear units, ICLR 2016, section 3.</remarks>
    public static double Elu(double x, double alpha = 1) => x > 0 ? x : alpha * Special.ExpM1(x);

    /// <summary>λ · Elu(x, α) with λ = 1.0507, α = 1.6733, which keep mean 0 and variance 1 from layer to layer; in (-1.7581, ∞).
    /// </summary>
    /// <remarks>Largest slope λα = 1.7581, left of 0, and at 0. Source: G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter,
    /// Self-normalizing neural networks, NIPS 2017, pp. 971-980, eq. (2).</remarks>
    public static double Selu(double x) => SeluScale * Elu(x, SeluAlpha);

    /// <summary>x · Φ(x), Φ the standard normal distribution function; in [-0.1700, ∞).</summary>
    /// <remarks>Largest slope 1.1289, at √2. Source: D. Hendrycks, K. Gimpel, Gaussian error linear units, arXiv:1606.08415
    /// (2016), section 2.</remarks>
    public static double Gelu(double x) => Gated(x, Special.NormalCdf(x));

    /// <summary>½x · (1 + tanh(√(2/π) · (x + 0.044715 x³))), the approximation of <see cref="Gelu(double)"/>; in [-0.1701, ∞).
    /// </summary>
    /// <remarks>Largest slope 1.1290, at 1.4185. Source: D. Hendrycks, K. Gimpel, Gaussian error linear units, arXiv:1606.08415
    /// (2016), section 2. Computed as x · Sigmoid(2u), equal to ½x · (1 + tanh u) without its cancellation.</remarks>
    public static double GeluTanh(double x) => Gated(x, Sigmoid(2 * SqrtTwoOverPi * (x + 0.044715 * x * x * x)));

    /// <summary>log(1 + exp(x)), the smooth rectifier; in (0, ∞).</summary>
    /// <remarks>Largest slope 1, towards ∞. Source: C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau, R. Garcia, Incorporating
    /// second-order functional knowledge for better option pricing, NIPS 2000, pp. 472-478.</remarks>
    public static double Softplus(double x) => Math.Max(x, 0) + Special.LogP1(Math.Exp(-Math.Abs(x)));

    /// <summary>x / (1 + |x|), in (-1, 1).</summary>
    /// <remarks>Largest slope 1, at 0. Source: X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward
    /// neural networks, AISTATS 2010, pp. 249-256, section 3.</remarks>
    public static double Softsign(double x) => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x));

    /// <summary>The inverse tangent, in (-π/2, π/2).</summary>
    /// <remarks>Largest slope 1, at 0. Source: https://en.wikipedia.org/wiki/Activation_function, table of activation functions.
    /// </remarks>
    public static double ArcTan(double x) => Math.Atan(x);

    /// <summary>x · Sigmoid(x), in [-0.2785, ∞).</summary>
    /// <remarks>Largest slope 1.0998, at 2.3994. Source: S. Elfwing, E. Uchibe, K. Doya, Sigmoid-weighted linear units for neural
    /// network function approximation in reinforcement learning, Neural Networks 107 (2018), pp. 3-11.</remarks>
    public static double Silu(double x) => Gated(x, Sigmoid(x));

    /// <summary>x · Sigmoid(beta · x), in [-0.2785 / beta, ∞) for beta &gt; 0; beta may be learned.</summary>
    /// <remarks>Largest slope in x 1.0998, at 2.3994 / beta. Source: P. Ramachandran, B. Zoph, Q. Le, Searching for activation
    /// functions, arXiv:1710.05941 (2017).</remarks>
    public static double Swish(double x, double beta) => Gated(x, Sigmoid(beta * x));

    /// <summary>x · tanh(Softplus(x)), in [-0.3088, ∞).</summary>
    /// <remarks>Largest slope 1.0885, at 1.4906. Source: D. Misra, Mish: a self regularized non-monotonic activation function,
    /// BMVC 2020. Computed with tanh(log(1 + e)) = ((1 + e)² - 1) / ((1 + e)² + 1), scaled so that nothing overflows.</remarks>
    public static double Mish(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        var (excess, two) = x < 0 ? (e * (2 + e), 2.0) : (1 + 2 * e, 2 * e * e);
        return Gated(x, excess / (excess + two));
    }

    /// <summary>x/6 + ½ clamped to [0, 1].</summary>
    /// <remarks>Largest slope 1/6. At the corners ±3 the slope is 0. Source: A. Howard et al., Searching for
    /// MobileNetV3, ICCV 2019, pp. 1314-1324, section 5.2.</remarks>
    public static double HardSigmoid(double x) => Math.Clamp(x / 6 + 0.5, 0, 1);

    /// <summary>x clamped to [-1, 1].</summary>
    /// <remarks>Largest slope 1. At the corners ±1 the slope is 0. Source: R. Collobert et al., Natural language processing (almost)
    /// from scratch, JMLR 12 (2011), pp. 2493-2537.</remarks>
    public static double HardTanh(double x) => Math.Clamp(x, -1, 1);

    /// <summary>1 for x &gt;= 0, else 0.</summary>
    /// <remarks>The slope is 0 everywhere, by convention at 0 too: nothing is learned through it. Source: W. McCulloch, W. Pitts,
    /// A logical calculus of the ideas immanent in nervous activity, Bull. Math. Biophysics 5 (1943), pp. 115-133.</remarks>
    public static double BinaryStep(double x) => x < 0 ? 0 : 1;

    /// <summary>The larger of two linear units: max(a, b).</summary>
    /// <remarks>Largest slope 1. The whole gradient goes to a where a &gt; b, else to b. Source: I. Goodfellow, D. Warde-Farley,
    /// M. Mirza, A. Courville, Y. Bengio, Maxout networks, ICML 2013, pp. 1319-1327.</remarks>
    public static double Maxout(double a, double b) => Math.Max(a, b);

    // A closed gate wins over an infinite x, whose product with zero would be NaN.
    private static double Gated(double x, double gate) => gate == 0 ? 0 : x * gate;
}
