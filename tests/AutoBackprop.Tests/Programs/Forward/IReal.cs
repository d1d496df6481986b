using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>In the place of the interfaces of generic mathematics.</summary>
public interface IReal<T> : IComparable<T>, IEquatable<T> where T : IReal<T>
{
    static abstract T Zero { get; }
    static abstract T One { get; }
    static abstract T Pi { get; }
    static abstract T E { get; }
    static abstract T AdditiveIdentity { get; }
    static abstract T MultiplicativeIdentity { get; }

    static abstract T operator +(T x, T y);
    static abstract T operator -(T x, T y);
    static abstract T operator *(T x, T y);
    static abstract T operator /(T x, T y);
    static abstract T operator %(T x, T y);
    static abstract T operator +(T x);
    static abstract T operator -(T x);
    static abstract T operator ++(T x);
    static abstract T operator --(T x);
    static abstract bool operator <(T x, T y);
    static abstract bool operator >(T x, T y);
    static abstract bool operator <=(T x, T y);
    static abstract bool operator >=(T x, T y);
    static abstract bool operator ==(T x, T y);
    static abstract bool operator !=(T x, T y);

    static abstract T CreateChecked<TOther>(TOther value);
    static abstract T CreateSaturating<TOther>(TOther value);
    static abstract T CreateTruncating<TOther>(TOther value);

    static abstract T Abs(T x);
    static abstract T Max(T x, T y);
    static abstract T Min(T x, T y);
    static abstract T Clamp(T x, T least, T most);
    static abstract T Exp(T x);
    static abstract T Log(T x);
    static abstract T Pow(T x, T y);
    static abstract T Sqrt(T x);
    static abstract T Cbrt(T x);
    static abstract T Hypot(T x, T y);
    static abstract T Sin(T x);
    static abstract T Cos(T x);
    static abstract T Tan(T x);
    static abstract T Atan(T x);
    static abstract T Atan2(T y, T x);
    static abstract T Sinh(T x);
    static abstract T Cosh(T x);
    static abstract T Tanh(T x);
    static abstract T FusedMultiplyAdd(T x, T y, T z);
    static abstract T Lerp(T x, T y, T amount);
    static abstract bool IsNaN(T x);
    static abstract bool IsFinite(T x);
    static abstract bool IsNegative(T x);
    static abstract bool IsPositive(T x);
    static abstract int Sign(T x);
}
