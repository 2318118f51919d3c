using ContactPortal.Domain.Text;
using CsCheck;

namespace ContactPortal.Tests.Imports;

public sealed class FormulaGuardTests
{
    private static readonly Gen<string> Texts =
        Gen.OneOf('\'', '=', '+', '-', '@', '\t', '\r', '\uFF1D', 'a', ' ').Array[0, 5].Select(letters => new string(letters));

    [Fact]
    public void Text_GuardedAndRead_IsTheSameAgain() =>
        Texts.Sample(text => FormulaGuard.Remove(FormulaGuard.Apply(text)) == text && !FormulaGuard.IsFormula(FormulaGuard.Apply(text)));

    [Theory]
    [InlineData("'=1", "=1")]
    [InlineData("''=1", "'=1")]
    [InlineData("'Navn'", "'Navn'")]
    [InlineData("'", "'")]
    public void Apostrophe_BeforeAFormulaOnly_IsTakenAway(string written, string read) => Assert.Equal(read, FormulaGuard.Remove(written));
}
