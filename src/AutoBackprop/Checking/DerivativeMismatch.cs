using System.Globalization;

namespace AutoBackprop;

/// <summary>A number that a generated member computes, and another that it should be.</summary>
/// <param name="Member">The generated member: <c>LossGradient</c>.</param>
/// <param name="Component">What the number belongs to: <c>w[3]</c>, <c>the value</c>, <c>row 2, column 1</c>.</param>
/// <param name="Computed">What the member says.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="By">Who says so.</param>
/// <param name="At">The arguments.</param>
public sealed record DerivativeMismatch(string Member, string Component, double Computed, double Expected, string By, string At)
{
    /// <summary>All of it in one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Member}: {Component} is {Computed:g10}, {By} {Expected:g10}; at {At}");
}
