namespace AutoBackprop.Tests.Objects;

/// <summary>An object whose members change while its method runs, by code that the method does not show.</summary>
public partial class Machine
{
    public double Gain { get; set; } = 2;
    public Action? Changed { get; set; }
    public double[] W { get; private set; } = [1, 2, 3];

    public void Triple() => Gain *= 3;

    private void Replace() => W = [5, 6, 7];

    [Differentiable]
    public double ByField(double x)
    {
        var before = Gain * x;
        if (Changed is not null) Changed();
        return before * Gain * x;
    }

    [Differentiable]
    public double ByParameter(double x, Action change)
    {
        var before = Gain * x;
        change();
        return before * Gain * x;
    }

    [Differentiable]
    public double ByFramework(double x, List<int> list, Action<int> change)
    {
        var before = Gain * x;
        list.ForEach(change);
        return before * Gain * x;
    }

    [Differentiable]
    public double ByInterface(double x, IDisposable resource)
    {
        var before = Gain * x;
        resource.Dispose();
        return before * Gain * x;
    }

    [Differentiable]
    public double ByOwnMethod(double x)
    {
        var before = W[0] * x;
        Replace();
        return before * W[0] * x;
    }
}

public sealed class FieldsThatChangeTests
{
    private sealed class Tripler(Machine machine) : IDisposable
    {
        public void Dispose() => machine.Triple();
    }

    private static Machine Made()
    {
        var machine = new Machine();
        machine.Changed = machine.Triple;
        return machine;
    }

    /// <summary>The gain is 2 before and 6 behind: 12 x².</summary>
    private static void IsTripled((double Value, double GradX) result) => Assert.Equal((12 * 1.5 * 1.5, 24 * 1.5), result);

    [Fact]
    public void A_delegate_of_a_field() => IsTripled(Made().ByFieldGradient(1.5));

    [Fact]
    public void A_delegate_of_the_caller()
    {
        var machine = new Machine();
        IsTripled(machine.ByParameterGradient(1.5, machine.Triple));
    }

    [Fact]
    public void A_delegate_that_goes_to_the_framework()
    {
        var machine = new Machine();
        IsTripled(machine.ByFrameworkGradient(1.5, [1], _ => machine.Triple()));
    }

    [Fact]
    public void A_class_behind_an_interface_of_the_framework()
    {
        var machine = new Machine();
        IsTripled(machine.ByInterfaceGradient(1.5, new Tripler(machine)));
    }

    [Fact]
    public void An_array_that_another_takes_the_place_of() => Assert.Equal((5 * 1.5 * 1.5, 10 * 1.5), new Machine().ByOwnMethodGradient(1.5));
}
