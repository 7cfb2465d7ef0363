# The wizard in a container. README.md has the line that runs it.
#
#   docker build --tag mathesar-setup .

# Where it is built. Any image with the .NET 10 SDK will do.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0
# Where it runs: no shell, no package manager, and the Unicode data that .NET needs.
ARG BASE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra

FROM ${SDK} AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/MathesarSetup.Web --configuration Release --use-current-runtime --self-contained \
    -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true -p:EmbedAssets=true --output /out

FROM ${BASE}
COPY --from=build /out/mathesar-setup /usr/local/bin/mathesar-setup
# With --user there is no home directory. A draft lasts as long as its container.
ENV HOME=/tmp
# Nobody in particular, so that a forgotten --user gives no rights. Docker's socket is root's: --user and --group-add open it.
USER 65534:65534
EXPOSE 8765
# Every address inside the container; the line in README.md publishes the port on the host's own address alone.
ENTRYPOINT ["/usr/local/bin/mathesar-setup"]
CMD ["serve", "--dir", "/mathesar", "--listen", "0.0.0.0", "--insecure"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 CMD ["/usr/local/bin/mathesar-setup", "probe"]
