using System.ComponentModel;

namespace Simd.Nets.CompilerServices;

/// <summary>
/// A vector of floating-point lanes at one width: what kernels are written in, so that one body serves every width, the scalar included.
/// An implementation wraps one field and compiles to that field's instructions.
/// </summary>
/// <remarks>A mask is a vector whose lanes are all ones or all zeros in every bit.</remarks>
/// <typeparam name="TSelf">The vector itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    /// <summary>Elements a vector holds.</summary>
    static abstract int Lanes { get; }

    /// <summary>0 in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>1 in every lane.</summary>
    static abstract TSelf One { get; }

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a − b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a · b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>−a.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>The bits that a and b share.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>The bits of a or b.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>a · b + c: rounded once where the machine has the instruction, else multiplied and added, each rounded.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller. A NaN in <paramref name="b"/> comes out; one in <paramref name="a"/> need not.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger. A NaN in <paramref name="b"/> comes out; one in <paramref name="a"/> need not.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>|a|.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>a, or 0 where |a| is below the smallest normal number; NaN stays NaN.</summary>
    static abstract TSelf FlushSubnormal(TSelf a);

    /// <summary>The same of what is not negative: a comparison tells, without taking off a sign. NaN stays.</summary>
    static abstract TSelf FlushSubnormalSquare(TSelf a);

    /// <summary>√a, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The nearest integer, the even one of two as near.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>The mask of a &lt; b; false for NaN.</summary>
    static abstract TSelf LessThan(TSelf a, TSelf b);

    /// <summary>The mask of a = b; false for NaN.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>Lane by lane <paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>The sum of the lanes' bits as integers, carries between lanes cut off.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>Every lane's bits moved to the left, zeros moved in.</summary>
    static abstract TSelf ShiftBitsLeft(TSelf a, int count);

    /// <summary>Every lane's bits moved to the right, zeros moved in.</summary>
    static abstract TSelf ShiftBitsRight(TSelf a, int count);

    /// <summary>a · 2^exponent, rounded once, down into the subnormal numbers, for an integral <paramref name="exponent"/> that exp can
    /// need.</summary>
    static abstract TSelf Scale(TSelf a, TSelf exponent);

    /// <summary>e^x: <see cref="VectorMath.Exp"/>.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>ln x: <see cref="VectorMath.Log"/>.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary>tanh x: <see cref="VectorMath.Tanh"/>.</summary>
    static abstract TSelf Tanh(TSelf x);

    /// <summary>1 / (1 + e^−x): <see cref="VectorMath.Sigmoid"/>.</summary>
    static abstract TSelf Sigmoid(TSelf x);

    /// <summary>e^x − 1: <see cref="VectorMath.ExpMinusOne"/>.</summary>
    static abstract TSelf ExpMinusOne(TSelf x);

    /// <summary>ln (1 + x): <see cref="VectorMath.LogOnePlus"/>.</summary>
    static abstract TSelf LogOnePlus(TSelf x);

    /// <summary>The error function: <see cref="VectorMath.Erf"/>.</summary>
    static abstract TSelf Erf(TSelf x);

    /// <summary>z Φ(z): <see cref="VectorMath.Gelu"/>.</summary>
    static abstract TSelf Gelu(TSelf z);

    /// <summary>Φ(z) + z φ(z): <see cref="VectorMath.GeluDerivative"/>.</summary>
    static abstract TSelf GeluDerivative(TSelf z);

    /// <summary>The value in every lane, rounded to the lanes' type.</summary>
    static abstract TSelf Constant(double value);
}

/// <summary>A vector whose lanes are known to be <typeparamref name="T"/>: adds what moves elements in and out.</summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVector<TSelf, T> : IVector<TSelf>
    where TSelf : struct, IVector<TSelf, T>
    where T : unmanaged
{
    /// <summary>The value in every lane.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>The elements from <paramref name="elementOffset"/> on; no alignment is asked for.</summary>
    static abstract TSelf Load(ref readonly T source, nint elementOffset);

    /// <summary>The first <paramref name="count"/> elements (0 to <see cref="IVector{TSelf}.Lanes"/>) in the first lanes, nothing behind
    /// them is read, and <paramref name="fill"/> in the other lanes.</summary>
    static abstract TSelf LoadMasked(ref readonly T source, nint elementOffset, int count, T fill);

    /// <summary>Writes all lanes.</summary>
    static abstract void Store(TSelf value, ref T destination, nint elementOffset);

    /// <summary>Writes the first <paramref name="count"/> lanes (0 to <see cref="IVector{TSelf}.Lanes"/>); nothing behind them is
    /// touched.</summary>
    static abstract void StoreMasked(TSelf value, ref T destination, nint elementOffset, int count);

    /// <summary>The mask of the lanes whose bit is set: bit i of <paramref name="bits"/>[g] belongs to column 16 g + i.</summary>
    /// <param name="bits">16 columns an element.</param>
    /// <param name="column">The column of the first lane: a multiple of <see cref="IVector{TSelf}.Lanes"/>.</param>
    static abstract TSelf LoadBits(ref readonly ushort bits, nint column);

    /// <summary>The sum of the lanes, halves added to halves.</summary>
    static abstract T Sum(TSelf value);

    /// <summary>The largest lane, if none is NaN.</summary>
    static abstract T MaxLane(TSelf value);
}
