using System.Globalization;
using System.Text.Encodings.Web;
using ContactPortal.Blazor.Frame;
using ContactPortal.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Frame;

public sealed class StillLifeTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddSingleton<StillLife>().BuildServiceProvider();

    private StillLife Still => services.GetRequiredService<StillLife>();

    [Fact]
    public void Component_AskedForTwice_IsTheSameText() =>
        Assert.Same(Still.Of<AppearanceChoice>().Value, Still.Of<AppearanceChoice>().Value);

    [Fact]
    public void Component_InEachLanguage_IsInThatLanguage()
    {
        foreach (var language in Languages.All)
        {
            CultureInfo.CurrentUICulture = language;
            Assert.Contains($">{HtmlEncoder.Default.Encode(FrameTexts.AppearanceDark)}<", Still.Of<AppearanceChoice>().Value, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = before;
        services.Dispose();
    }
}
