using ContactPortal.Domain.Text;

namespace ContactPortal.Tests.Text;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anne@aarhus.example")]
    [InlineData("anne.holm@jobcenter.aarhus.example")]
    [InlineData("anne+amfora@aarhus.example")]
    [InlineData("o'neill_2@a-b.example")]
    [InlineData("ANNE@AARHUS.EXAMPLE")]
    [InlineData("jobcenter@rødovre.example")]
    [InlineData("jobcenter@RØDOVRE.example")]
    [InlineData("jobcenter@xn--rdovre-cya.example")]
    [InlineData("a@b.dk")]
    public void GoodAddress_Checked_IsValid(string email) => Assert.True(EmailAddress.IsValid(email));

    [Theory]
    [InlineData("")]
    [InlineData("anne")]
    [InlineData("@aarhus.example")]
    [InlineData("anne@")]
    [InlineData("anne@aarhus")]
    [InlineData("anne@aarhus.e")]
    [InlineData("anne@aarhus.123")]
    [InlineData("anne@127.0.0.1")]
    [InlineData("anne@[127.0.0.1]")]
    [InlineData("søren@x.example")]
    [InlineData("anne@a.example,bo@a.example")]
    [InlineData("anne@a.example;bo@a.example")]
    [InlineData("anne@a.example bo@a.example")]
    [InlineData("anne@bo@a.example")]
    [InlineData("Anne Holm <anne@a.example>")]
    [InlineData("<anne@a.example>")]
    [InlineData("\"anne holm\"@a.example")]
    [InlineData("anne(holm)@a.example")]
    [InlineData("anne holm@a.example")]
    [InlineData("anne@a .example")]
    [InlineData(" anne@a.example")]
    [InlineData("anne@a.example ")]
    [InlineData(".anne@a.example")]
    [InlineData("anne.@a.example")]
    [InlineData("anne..holm@a.example")]
    [InlineData("anne@.a.example")]
    [InlineData("anne@a.example.")]
    [InlineData("anne@a..example")]
    [InlineData("anne@-a.example")]
    [InlineData("anne@a-.example")]
    [InlineData("anne@a_b.example")]
    [InlineData("anne@a.example\n")]
    [InlineData("anne@a.example\r\nBcc: alle@a.example")]
    [InlineData("anne\n@a.example")]
    [InlineData("anne@a\0.example")]
    [InlineData("mailto:anne@a.example")]
    public void BadAddress_Checked_IsNotValid(string email) => Assert.False(EmailAddress.IsValid(email));

    [Theory]
    [InlineData("anne@aar\u00adhus.example")]
    [InlineData("anne@aar\u200bhus.example")]
    [InlineData("anne@aarhus.example\u2060")]
    [InlineData("anne@\ufeffaarhus.example")]
    [InlineData("anne@\u202eaarhus.example")]
    [InlineData("anne@aarhus\ufe0f.example")]
    [InlineData("anne@ａａｒｈｕｓ.example")]
    [InlineData("anne@aarhus。example")]
    public void AddressThatIsSentAsAnother_Checked_IsNotValid(string email) => Assert.False(EmailAddress.IsValid(email));

    [Fact]
    public void AddressWithHalfASurrogatePair_Checked_IsNotValid() => Assert.False(EmailAddress.IsValid("anne@a\ud83d.example"));

    [Fact]
    public void LocalPartOf64Characters_Checked_IsValid() => Assert.True(EmailAddress.IsValid($"{new string('a', 64)}@a.example"));

    [Fact]
    public void LocalPartOf65Characters_Checked_IsNotValid() => Assert.False(EmailAddress.IsValid($"{new string('a', 65)}@a.example"));

    [Fact]
    public void DomainLabelOf63Characters_Checked_IsValid() => Assert.True(EmailAddress.IsValid($"anne@{new string('a', 63)}.example"));

    [Fact]
    public void DomainLabelOf64Characters_Checked_IsNotValid() => Assert.False(EmailAddress.IsValid($"anne@{new string('a', 64)}.example"));

    [Fact]
    public void AddressOf254Characters_Checked_IsValid() => Assert.True(EmailAddress.IsValid(OfLength(254)));

    [Fact]
    public void AddressOf255Characters_Checked_IsNotValid() => Assert.False(EmailAddress.IsValid(OfLength(255)));

    [Fact]
    public void DanishDomainThatIsTooLongAsItIsSent_Checked_IsNotValid()
    {
        // 254 characters as Unicode, more as xn-- labels.
        var domain = string.Join('.', Enumerable.Repeat($"ø{new string('a', 48)}", 4)) + ".example";
        var email = $"{new string('a', 254 - 1 - domain.Length)}@{domain}";
        Assert.Equal(254, email.Length);
        Assert.False(EmailAddress.IsValid(email));
    }

    /// <summary>An address that is valid except perhaps for its length.</summary>
    internal static string OfLength(int length)
    {
        const int localPart = 64;
        const string end = ".example";
        var rest = length - localPart - 1 - end.Length;
        var labels = string.Join('.', Enumerable.Repeat(new string('a', 60), 3))[..Math.Min(rest, 182)];
        return $"{new string('a', localPart)}@{labels.PadRight(rest, 'b')}{end}";
    }

    [Theory]
    [InlineData("anne@aarhus.example", "mailto:anne@aarhus.example")]
    [InlineData("anne+amfora@aarhus.example", "mailto:anne%2Bamfora@aarhus.example")]
    [InlineData("jobcenter@rødovre.example", "mailto:jobcenter@r%C3%B8dovre.example")]
    [InlineData("anne?bcc=x%40y.dk&x=@kommune.example", "mailto:anne%3Fbcc%3Dx%2540y.dk%26x%3D@kommune.example")]
    public void Address_InALink_CannotAddRecipientsOrHeaders(string address, string url) =>
        Assert.Equal(url, EmailAddress.ToMailtoUrl(address));
}
