# One static binary, run by a user without rights:
#   docker build -t newscheck .
#   docker run --rm -v "$PWD:/work" newscheck verify articles/
FROM rust:1.95-alpine AS build
RUN apk add --no-cache build-base
WORKDIR /src
COPY Cargo.toml Cargo.lock README.md LICENSE ./
COPY benches benches
COPY src src
COPY tools tools
RUN cargo build --release --locked --bin newscheck

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/target/release/newscheck /usr/local/bin/newscheck
WORKDIR /work
USER nonroot
ENTRYPOINT ["/usr/local/bin/newscheck"]
CMD ["--help"]
