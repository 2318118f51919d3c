using ContactPortal.Domain.Persons;

namespace ContactPortal.Tests.Persons;

public sealed class IdentifierTextTests
{
    [Theory]
    [InlineData("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")]
    [InlineData("0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0")]
    [InlineData(" urn:uuid:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 ")]
    [InlineData("URN:UUID:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")]
    [InlineData("0f1e2d3c4b5a69788796a5b4c3d2e1f0")]
    public void Uuid_InAnyFormat_IsParsed(string text) =>
        Assert.Equal(new Guid("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"), IdentifierText.UuidOf(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345678")]
    [InlineData("urn:uuid:")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void OtherText_ParsedAsUuid_IsNull(string? text) => Assert.Null(IdentifierText.UuidOf(text));

    [Theory]
    [InlineData("12345678", "12345678")]
    [InlineData("CVR:55133018-RID:12345678", "12345678")]
    [InlineData("cvr:55133018-rid:1279012345678", "1279012345678")]
    [InlineData("CVR:55133018-RID:123", "")]
    [InlineData("RID:12345678", "")]
    [InlineData(null, "")]
    public void Rid_InProvidersFormats_IsParsed(string? text, string digits) =>
        Assert.Equal(digits, IdentifierText.RidOf(text).Digits);

    [Theory]
    [InlineData("55133018", "55133018")]
    [InlineData("CVR:55133018", "55133018")]
    [InlineData("DK55133018", "55133018")]
    [InlineData("CVR:55133018-RID:12345678", "55133018")]
    [InlineData("5513301", null)]
    [InlineData("551330180", null)]
    [InlineData(null, null)]
    public void Cvr_InProvidersFormats_IsParsed(string? text, string? digits) =>
        Assert.Equal(digits, IdentifierText.CvrOf(text));
}
