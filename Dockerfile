# The checker alone, in the folder /work, as a user without rights:
#   docker build --tag compliance .
#   docker run --rm --network none --volume "$PWD:/work:ro" compliance check openapi.yaml
# In a closed network, name an image, an index of packages and the certificates to trust:
#   docker build --build-arg BASE=registry.example.gov.vn/python:3.12-slim \
#     --build-arg PIP_INDEX_URL=https://packages.example.gov.vn/simple --build-arg CA="$(cat ca.pem)" .
# With the dashboard and workers (see compose.yaml): --build-arg EXTRAS=compliance,dashboard,papers,postgres,worker
ARG BASE=python:3.12-slim-bookworm

FROM ${BASE} AS build
ARG PIP_INDEX_URL
ARG CA
ARG EXTRAS=compliance
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY specs specs
COPY mocks mocks
COPY src src
RUN if [ -n "$CA" ]; then printf '%s\n' "$CA" > /tmp/ca.pem; export PIP_CERT=/tmp/ca.pem; fi \
    && python -m venv --without-pip /opt/compliance \
    && python -m pip --python /opt/compliance/bin/python install --no-cache-dir --disable-pip-version-check \
        "/source[${EXTRAS}]"

# What was named for the build stays there: nothing of it is in this image or in its history.
FROM ${BASE}
COPY --from=build /opt/compliance /opt/compliance
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/opt/compliance/bin/compliance"]
CMD ["--help"]
