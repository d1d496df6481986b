using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>The matrices of System.Numerics, which have vectors on their left.</summary>
public struct Matrix4x4OfDual
{
    public DualF M11, M12, M13, M14, M21, M22, M23, M24, M31, M32, M33, M34, M41, M42, M43, M44;

    public DualF this[int i, int j]
    {
        readonly get => (4 * i + j) switch { 0 => M11, 1 => M12, 2 => M13, 3 => M14, 4 => M21, 5 => M22, 6 => M23, 7 => M24, 8 => M31, 9 => M32, 10 => M33, 11 => M34, 12 => M41, 13 => M42, 14 => M43, 15 => M44, _ => throw new ArgumentOutOfRangeException(nameof(i)) };
        set
        {
            switch (4 * i + j)
            {
                case 0: M11 = value; break;
                case 1: M12 = value; break;
                case 2: M13 = value; break;
                case 3: M14 = value; break;
                case 4: M21 = value; break;
                case 5: M22 = value; break;
                case 6: M23 = value; break;
                case 7: M24 = value; break;
                case 8: M31 = value; break;
                case 9: M32 = value; break;
                case 10: M33 = value; break;
                case 11: M34 = value; break;
                case 12: M41 = value; break;
                case 13: M42 = value; break;
                case 14: M43 = value; break;
                case 15: M44 = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(i));
            }
        }
    }

    public static Matrix4x4OfDual Identity => Of((i, j) => i == j ? 1 : 0);

    public Vector3OfDual Translation
    {
        readonly get => new(M41, M42, M43);
        set => (M41, M42, M43) = (value.X, value.Y, value.Z);
    }

    private static Matrix4x4OfDual Of(Func<int, int, DualF> at)
    {
        var m = default(Matrix4x4OfDual);
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++) m[i, j] = at(i, j);
        return m;
    }

    public static Matrix4x4OfDual operator +(Matrix4x4OfDual a, Matrix4x4OfDual b) => Of((i, j) => a[i, j] + b[i, j]);
    public static Matrix4x4OfDual operator -(Matrix4x4OfDual a, Matrix4x4OfDual b) => Of((i, j) => a[i, j] - b[i, j]);
    public static Matrix4x4OfDual operator *(Matrix4x4OfDual a, DualF k) => Of((i, j) => a[i, j] * k);
    public static Matrix4x4OfDual operator *(Matrix4x4OfDual a, Matrix4x4OfDual b) =>
        Of((i, j) => a[i, 0] * b[0, j] + a[i, 1] * b[1, j] + a[i, 2] * b[2, j] + a[i, 3] * b[3, j]);
    public static Matrix4x4OfDual Multiply(Matrix4x4OfDual a, Matrix4x4OfDual b) => a * b;
    public static Matrix4x4OfDual Transpose(Matrix4x4OfDual a) => Of((i, j) => a[j, i]);

    public static Matrix4x4OfDual CreateScale(DualF k) => CreateScale(new Vector3OfDual(k));
    public static Matrix4x4OfDual CreateScale(Vector3OfDual k) => Of((i, j) => i != j ? 0 : i < 3 ? k[i] : 1);

    public static Matrix4x4OfDual CreateTranslation(Vector3OfDual by)
    {
        var m = Identity;
        m.Translation = by;
        return m;
    }

    public static Matrix4x4OfDual CreateRotationX(DualF angle) => Turn(1, 2, angle);
    public static Matrix4x4OfDual CreateRotationY(DualF angle) => Turn(2, 0, angle);
    public static Matrix4x4OfDual CreateRotationZ(DualF angle) => Turn(0, 1, angle);
    public static Matrix4x4OfDual CreateRotationZ(DualF angle, Vector3OfDual centre) => CreateTranslation(-centre) * Turn(0, 1, angle) * CreateTranslation(centre);

    // The axis i goes to the axis j.
    private static Matrix4x4OfDual Turn(int i, int j, DualF angle)
    {
        var m = Identity;
        (m[i, i], m[i, j]) = (DualF.Cos(angle), DualF.Sin(angle));
        (m[j, i], m[j, j]) = (-DualF.Sin(angle), DualF.Cos(angle));
        return m;
    }

    public static Matrix4x4OfDual CreateFromQuaternion(QuaternionOfDual q)
    {
        Vector3OfDual[] rows = [Vector3OfDual.Transform(Vector3OfDual.UnitX, q), Vector3OfDual.Transform(Vector3OfDual.UnitY, q), Vector3OfDual.Transform(Vector3OfDual.UnitZ, q)];
        return Of((i, j) => i < 3 && j < 3 ? rows[i][j] : i == j ? 1 : 0);
    }

    public static Matrix4x4OfDual CreateLookAt(Vector3OfDual eye, Vector3OfDual target, Vector3OfDual up)
    {
        var z = Vector3OfDual.Normalize(eye - target);
        var x = Vector3OfDual.Normalize(Vector3OfDual.Cross(up, z));
        Vector3OfDual[] axes = [x, Vector3OfDual.Cross(z, x), z];
        return Of((i, j) => j == 3 ? i == 3 ? 1 : 0 : i == 3 ? -Vector3OfDual.Dot(axes[j], eye) : axes[j][i]);
    }

    public static Matrix4x4OfDual CreatePerspectiveFieldOfView(DualF angle, DualF ratio, DualF near, DualF far)
    {
        if (angle <= 0 || angle >= DualF.Pi) throw new ArgumentOutOfRangeException(nameof(angle));
        var (m, height) = (default(Matrix4x4OfDual), 1 / DualF.Tan(angle / 2));
        (m.M11, m.M22, m.M33, m.M34, m.M43) = (height / ratio, height, far / (near - far), -1, near * far / (near - far));
        return m;
    }

    private static DualF Minor(Matrix4x4OfDual m, int row, int column)
    {
        int At(int k, int without) => k < without ? k : k + 1;
        DualF M(int i, int j) => m[At(i, row), At(j, column)];
        return M(0, 0) * (M(1, 1) * M(2, 2) - M(1, 2) * M(2, 1)) - M(0, 1) * (M(1, 0) * M(2, 2) - M(1, 2) * M(2, 0))
            + M(0, 2) * (M(1, 0) * M(2, 1) - M(1, 1) * M(2, 0));
    }

    public readonly DualF GetDeterminant() => M11 * Minor(this, 0, 0) - M12 * Minor(this, 0, 1) + M13 * Minor(this, 0, 2) - M14 * Minor(this, 0, 3);

    public static bool Invert(Matrix4x4OfDual m, out Matrix4x4OfDual inverse)
    {
        var determinant = m.GetDeterminant();
        inverse = Of((i, j) => ((i + j) % 2 == 0 ? 1 : -1) * Minor(m, j, i) / determinant);
        return determinant.Value != 0;
    }
}

public struct Matrix3x2OfDual(DualF m11, DualF m12, DualF m21, DualF m22, DualF m31, DualF m32)
{
    public DualF M11 = m11, M12 = m12, M21 = m21, M22 = m22, M31 = m31, M32 = m32;

    public static Matrix3x2OfDual Identity => new(1, 0, 0, 1, 0, 0);

    public static Matrix3x2OfDual operator *(Matrix3x2OfDual a, Matrix3x2OfDual b)
    {
        var (x, y) = (Vector2OfDual.TransformNormal(new(a.M11, a.M12), b), Vector2OfDual.TransformNormal(new(a.M21, a.M22), b));
        var origin = Vector2OfDual.Transform(new(a.M31, a.M32), b);
        return new(x.X, x.Y, y.X, y.Y, origin.X, origin.Y);
    }

    public static Matrix3x2OfDual CreateScale(DualF x, DualF y) => new(x, 0, 0, y, 0, 0);
    public static Matrix3x2OfDual CreateTranslation(Vector2OfDual by) => new(1, 0, 0, 1, by.X, by.Y);
    public static Matrix3x2OfDual CreateRotation(DualF angle) => new(DualF.Cos(angle), DualF.Sin(angle), -DualF.Sin(angle), DualF.Cos(angle), 0, 0);

    public static Matrix3x2OfDual CreateRotation(DualF angle, Vector2OfDual centre) =>
        CreateTranslation(-centre) * CreateRotation(angle) * CreateTranslation(centre);

    public readonly DualF GetDeterminant() => M11 * M22 - M12 * M21;

    public static bool Invert(Matrix3x2OfDual m, out Matrix3x2OfDual inverse)
    {
        var d = m.GetDeterminant();
        inverse = new(m.M22 / d, -m.M12 / d, -m.M21 / d, m.M11 / d, (m.M21 * m.M32 - m.M31 * m.M22) / d, (m.M31 * m.M12 - m.M11 * m.M32) / d);
        return d.Value != 0;
    }
}
