namespace AutoBackprop;

/// <summary>Watches the units of a layer for two illnesses: a dead unit has never passed a gradient on, a saturated one hardly does.
/// </summary>
/// <remarks>
/// <para>What counts is the slope f'(z) of the activation, relative to the steepest that f has, so in [0, 1]. Over all examples
/// observed since the last <see cref="Reset"/>, a unit is</para>
/// <list type="bullet">
/// <item><b>dead</b> where the slope was 0 for every single one: a rectifier that never was above 0. Gradient descent on such examples
/// will not bring it back.</item>
/// <item><b>saturated</b> where it is not dead, but its mean slope is at most <see cref="Threshold"/>: a sigmoid or tanh in its flat
/// tails, a rectifier that is hardly ever above 0. It learns slowly.</item>
/// </list>
/// <para>So a unit is dead, saturated, or neither. Where a slope is NaN the unit is neither. A monitor is not thread-safe.</para>
/// <para>Sources: X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010,
/// section 3; L. Lu, Y. Shin, Y. Su, G. Karniadakis, Dying ReLU and initialization, 2019.</para>
/// </remarks>
/// <example><code>
/// var monitor = UnitMonitor.Relu(units: 128);
/// for (var epoch = 0; epoch &lt; 100; epoch++)
/// {
///     monitor.Reset();
///     monitor.Observe(hidden);          // a row an example, a column a unit
///     Console.WriteLine($"{monitor.DeadShare:p0} dead, {monitor.SaturatedShare:p0} saturated");
/// }
/// </code></example>
public sealed class UnitMonitor
{
    private readonly Func<double, double> _slope;
    private readonly double[] _sums;
    private readonly bool[] _alive;

    /// <summary>Watches units of any activation.</summary>
    /// <param name="units">How many; positive.</param>
    /// <param name="slope">The relative slope of the activation, in [0, 1], as a function of its output y = f(z).</param>
    /// <param name="threshold">The largest mean slope of a saturated unit, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> or <paramref name="threshold"/> is out of range.</exception>
    public UnitMonitor(int units, Func<double, double> slope, double threshold = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentNullException.ThrowIfNull(slope);
        if (threshold is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Must be in [0, 1).");

        _slope = slope;
        Threshold = threshold;
        (_sums, _alive) = (new double[units], new bool[units]);
    }

    /// <summary>The largest mean slope of a saturated unit.</summary>
    public double Threshold { get; }

    /// <summary>How many units are watched.</summary>
    public int Units => _sums.Length;

    /// <summary>How many examples have been observed since the last <see cref="Reset"/>.</summary>
    public long Examples { get; private set; }

    /// <summary>The share of dead units, in [0, 1]; 0 as long as nothing has been observed.</summary>
    public double DeadShare => Share(IsDead);

    /// <summary>The share of saturated units, in [0, 1]; 0 as long as nothing has been observed.</summary>
    public double SaturatedShare => Share(IsSaturated);

    /// <summary>For rectifiers max(0, z): the slope is 1 where the output is positive, else 0.</summary>
    /// <param name="units">How many; positive.</param>
    /// <param name="threshold">The largest mean slope of a saturated unit, in [0, 1).</param>
    public static UnitMonitor Relu(int units, double threshold = 0.05) => new(units, y => double.IsNaN(y) ? y : y > 0 ? 1 : 0, threshold);

    /// <summary>For tanh: the slope is 1 - y².</summary>
    /// <inheritdoc cref="Relu"/>
    public static UnitMonitor Tanh(int units, double threshold = 0.05) => new(units, y => 1 - y * y, threshold);

    /// <summary>For sigmoids, and for the outputs of a softmax with respect to their own logits: the slope y (1 - y) is 1/4 at
    /// most, so 4 y (1 - y) of that.</summary>
    /// <inheritdoc cref="Relu"/>
    public static UnitMonitor Sigmoid(int units, double threshold = 0.05) => new(units, y => 4 * y * (1 - y), threshold);

    /// <summary>Takes in the outputs of the layer for some examples, after the activation.</summary>
    /// <param name="outputs">A row an example, a column a unit.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <see cref="Units"/>; nothing has been taken in.</exception>
    public void Observe(ReadOnlySpan<float> outputs)
    {
        var rows = Rows(outputs.Length);
        for (var row = 0; row < rows; row++)
            for (var unit = 0; unit < Units; unit++) Add(unit, outputs[row * Units + unit]);
        Examples += rows;
    }

    /// <inheritdoc cref="Observe(ReadOnlySpan{float})"/>
    public void Observe(ReadOnlySpan<double> outputs)
    {
        var rows = Rows(outputs.Length);
        for (var row = 0; row < rows; row++)
            for (var unit = 0; unit < Units; unit++) Add(unit, outputs[row * Units + unit]);
        Examples += rows;
    }

    /// <summary>Forgets all that has been observed.</summary>
    public void Reset()
    {
        Array.Clear(_sums);
        Array.Clear(_alive);
        Examples = 0;
    }

    /// <summary>The mean over the observed examples of the relative slope of a unit; NaN as long as nothing has been observed.</summary>
    /// <param name="unit">From 0 to <see cref="Units"/> - 1.</param>
    public double MeanSlope(int unit) => _sums[unit] / Examples;

    /// <summary>Whether a unit had slope 0 for every example observed.</summary>
    /// <inheritdoc cref="MeanSlope"/>
    public bool IsDead(int unit) => !_alive[unit] && Examples > 0;

    /// <summary>Whether a unit is not dead, but its mean slope is at most <see cref="Threshold"/>.</summary>
    /// <inheritdoc cref="MeanSlope"/>
    public bool IsSaturated(int unit) => _alive[unit] && MeanSlope(unit) <= Threshold;

    private double Share(Func<int, bool> holds) => (double)Enumerable.Range(0, Units).Count(holds) / Units;

    private int Rows(int length) => length % Units == 0
        ? length / Units
        : throw new ArgumentException($"{length} outputs are not whole rows of {Units} units.", "outputs");

    private void Add(int unit, double output)
    {
        var slope = _slope(output);
        _sums[unit] += slope;
        _alive[unit] |= slope != 0;
    }
}
